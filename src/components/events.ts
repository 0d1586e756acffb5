import type { RtcQualityChangeEvent } from '../core/quality-change-event.js';
import type {
  RecordingState,
  RtcAutoplayBlockedEvent,
  RtcDeviceChangeEvent,
  RtcErrorEvent,
  RtcParticipantChangeEvent,
  RtcParticipantJoinEvent,
  RtcParticipantLeaveEvent,
  RtcStateChangeEvent,
  RtcTrackEvent,
} from '../core/index.js';

export {
  RtcAutoplayBlockedEvent,
  RtcDeviceChangeEvent,
  RtcErrorEvent,
  RtcParticipantChangeEvent,
  RtcParticipantJoinEvent,
  RtcParticipantLeaveEvent,
  RtcStateChangeEvent,
  RtcTrackEvent,
} from '../core/index.js';

export type { RtcQualityChangeEvent };

/** A photo was taken. */
export class RtcSnapshotEvent extends Event {
  readonly blob: Blob;
  /** Id of the participant on it; the id of this participant for a photo of oneself. */
  readonly participant: string;

  constructor(blob: Blob, participant: string) {
    super('rtc-snapshot', { bubbles: true, composed: true });
    this.blob = blob;
    this.participant = participant;
  }
}

/** The page of another participant has sent a message by `send`. */
export class RtcMessageEvent extends Event {
  /** Id of the participant. */
  readonly from: string;
  /** A string, a JSON value or an `ArrayBuffer`. It comes from another browser: check it before use. */
  readonly data: unknown;

  constructor(from: string, data: unknown) {
    super('rtc-message', { bubbles: true, composed: true });
    this.from = from;
    this.data = data;
  }
}

/** A recording of this participant has changed its state. */
export class RtcRecordingEvent extends Event {
  readonly state: RecordingState;
  /** The file, when the recording is over. */
  readonly blob: Blob | undefined;

  constructor(state: RecordingState, blob?: Blob) {
    super('rtc-recording', { bubbles: true, composed: true });
    this.state = state;
    this.blob = blob;
  }
}

/** A request to show or hide the chat: a button or a key of the call was pressed. */
export class RtcChatToggleEvent extends Event {
  constructor() {
    super('rtc-chat-toggle', { bubbles: true, composed: true });
  }
}

/** A request to show or hide the inspector: a button, a key or a menu of the call was used. */
export class RtcInspectToggleEvent extends Event {
  /** Id of the participant whose connection is to be shown; undefined for any. */
  readonly participant: string | undefined;

  constructor(participant?: string) {
    super('rtc-inspect-toggle', { bubbles: true, composed: true });
    this.participant = participant;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'rtc-state-change': RtcStateChangeEvent;
    'rtc-participant-join': RtcParticipantJoinEvent;
    'rtc-participant-leave': RtcParticipantLeaveEvent;
    'rtc-participant-change': RtcParticipantChangeEvent;
    'rtc-track': RtcTrackEvent;
    'rtc-device-change': RtcDeviceChangeEvent;
    'rtc-error': RtcErrorEvent;
    'rtc-autoplay-blocked': RtcAutoplayBlockedEvent;
    'rtc-snapshot': RtcSnapshotEvent;
    'rtc-message': RtcMessageEvent;
    'rtc-recording': RtcRecordingEvent;
    'rtc-quality-change': RtcQualityChangeEvent;
    'rtc-chat-toggle': RtcChatToggleEvent;
    'rtc-inspect-toggle': RtcInspectToggleEvent;
  }
}
