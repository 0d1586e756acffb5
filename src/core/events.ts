import type { LeaveReason } from '../protocol/index.js';
import type { RtcError } from './errors.js';
import type { RtcQualityChangeEvent } from './quality-change-event.js';
import { take } from './taken-tracks.js';
import type { CallState, DeviceKind, Participant, Source } from './types.js';

/** An event that a call announces, and that `<rtc-call>` passes on in the document. */
abstract class RtcEvent<Fields extends object = object> extends Event {
  readonly #fields: Fields;

  constructor(type: string, fields: Fields) {
    super(type, { bubbles: true, composed: true });
    this.#fields = fields;
    Object.assign(this, fields);
  }

  /** A fresh event that says the same: one that was dispatched once cannot be dispatched elsewhere. */
  clone(): this {
    return new (this.constructor as new (fields: Fields) => this)(this.#fields);
  }
}

interface StateChange {
  readonly state: CallState;
  readonly previous: CallState;
  readonly reason: string | undefined;
}

/** The call went from one state into another. */
export class RtcStateChangeEvent extends RtcEvent<StateChange> {
  declare readonly state: CallState;
  declare readonly previous: CallState;
  /** The reason, where there is more to say than the state: `left`, or the code of an error. */
  declare readonly reason: string | undefined;

  constructor(fields: StateChange) {
    super('rtc-state-change', fields);
  }
}

interface About {
  readonly participant: Participant;
}

/** Somebody else is in the call now. */
export class RtcParticipantJoinEvent extends RtcEvent<About> {
  declare readonly participant: Participant;

  constructor(fields: About) {
    super('rtc-participant-join', fields);
  }
}

/** Somebody else is in the call no more. */
export class RtcParticipantLeaveEvent extends RtcEvent<About & { readonly reason: LeaveReason }> {
  declare readonly participant: Participant;
  /** They `left`, were away for too long (`timeout`), were `replaced` by themselves, or `removed`. */
  declare readonly reason: LeaveReason;

  constructor(fields: About & { readonly reason: LeaveReason }) {
    super('rtc-participant-leave', fields);
  }
}

/** Name, media or connection of somebody else changed. */
export class RtcParticipantChangeEvent extends RtcEvent<About> {
  declare readonly participant: Participant;

  constructor(fields: About) {
    super('rtc-participant-change', fields);
  }
}

interface RemoteTrack extends About {
  readonly source: Source;
  readonly track: MediaStreamTrack;
}

/** A track of somebody else can be shown: one for each source when a connection is agreed on. */
export class RtcTrackEvent extends RtcEvent<RemoteTrack> {
  declare readonly participant: Participant;
  declare readonly source: Source;
  /** A page that reads it has taken the track: all of the picture is sent until `session.setView` says less. */
  declare readonly track: MediaStreamTrack;

  constructor(fields: RemoteTrack) {
    super('rtc-track', fields);
    Object.defineProperty(this, 'track', { get: () => take(fields.track) });
  }
}

/** Reason for another device: it was chosen, the old one is gone or back, or the system's default moved. */
export type DeviceChangeReason = 'selected' | 'unplugged' | 'returned' | 'default';

interface DeviceChange {
  readonly kind: DeviceKind;
  readonly deviceId: string;
  readonly reason: DeviceChangeReason;
}

/** Another device is in use. */
export class RtcDeviceChangeEvent extends RtcEvent<DeviceChange> {
  declare readonly kind: DeviceKind;
  declare readonly deviceId: string;
  declare readonly reason: DeviceChangeReason;

  constructor(fields: DeviceChange) {
    super('rtc-device-change', fields);
  }
}

/** Something went wrong; `error.recoverable` says whether trying again can help. */
export class RtcErrorEvent extends RtcEvent<{ readonly error: RtcError }> {
  declare readonly error: RtcError;

  constructor(fields: { readonly error: RtcError }) {
    super('rtc-error', fields);
  }
}

/** The browser does not play sound before the person has touched the page. */
export class RtcAutoplayBlockedEvent extends RtcEvent {
  constructor() {
    super('rtc-autoplay-blocked', {});
  }
}

/** Events of a `CallSession` by type. `change` follows every change of anything that the session shows. */
export interface CallSessionEventMap {
  change: Event;
  'rtc-state-change': RtcStateChangeEvent;
  'rtc-participant-join': RtcParticipantJoinEvent;
  'rtc-participant-leave': RtcParticipantLeaveEvent;
  'rtc-participant-change': RtcParticipantChangeEvent;
  'rtc-track': RtcTrackEvent;
  'rtc-device-change': RtcDeviceChangeEvent;
  'rtc-error': RtcErrorEvent;
  'rtc-quality-change': RtcQualityChangeEvent;
}
