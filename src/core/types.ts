import type { MediaState } from '../protocol/index.js';
import type { RtcError } from './errors.js';

/** Sources that a participant can send, in the order of the m-lines of every connection. */
export const SOURCES = ['microphone', 'camera', 'screen', 'screen-audio'] as const;
export type Source = (typeof SOURCES)[number];

/** The part of `Source` that `LocalMedia` captures with getUserMedia. */
export type CaptureSource = 'microphone' | 'camera';

/** Kinds of devices (mediacapture-streams §9.2, `MediaDeviceKind`). */
export const DEVICE_KINDS = ['videoinput', 'audioinput', 'audiooutput'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** Whether the loss and the return of a device is answered by itself, or left to the person. */
export type DevicePolicy = 'auto' | 'manual';

/** State of the whole call. */
export type CallState = 'idle' | 'joining' | 'in-call' | 'reconnecting' | 'left' | 'failed';

/** State of the way to the signaling server. */
export type SignalingState = 'idle' | 'connecting' | 'open' | 'reconnecting' | 'closed';

/** State of the connection with one participant. */
export type PeerState =
  'new' | 'connecting' | 'connected' | 'disconnected' | 'restarting' | 'failed' | 'closed';

/** State of one local source. */
export type SourceState = 'inactive' | 'requesting' | 'live' | 'muted' | 'interrupted' | 'ended' | 'error';

/** Another member of the call: a frozen snapshot, replaced whenever something in it changes. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  /** Sources that the participant says they send just now. */
  readonly media: Readonly<MediaState>;
  /** State of the connection with them. */
  readonly connectionState: PeerState;
  /** Their way to the server is interrupted; their place is held for a while. */
  readonly away: boolean;
  /** Since when they are away or the connection is broken, in ms since the epoch; not there while all is well. */
  readonly interruptedSince?: number;
  /**
   * The reason why there is no path to them, after one was sought in vain for a while; the search goes on.
   */
  readonly pathProblem?: PathProblem;
}

/** Whether a relay (TURN) could take the place of a path that is not found. */
export type RelayState =
  /** None is configured. */
  | 'missing'
  /** No configured relay answers. */
  | 'unreachable'
  /** A relay answers and refuses, mostly the credentials. */
  | 'refused'
  /** A relay serves this page: the other side may be kept from it. */
  | 'available';

/** The reason why there is no path to a participant: there is no direct one, and none by a relay. */
export interface PathProblem {
  readonly relay: RelayState;
  /** Errors of the relays; empty where `relay` is `missing` or `available`. */
  readonly errors: readonly RelayError[];
}

/** One `icecandidateerror` of a relay (webrtc-pc §4.8.3). */
export interface RelayError {
  /** Address of the relay, as configured: `turn:` or `turns:`. */
  readonly url: string;
  /** Error code of the relay (RFC 8656 §18, 300 to 699), or 701 where none answers. */
  readonly code: number;
  /** Foreign text; may be empty. */
  readonly text: string;
}

/** This member of the call. `id` is empty until the call was joined. */
export interface LocalParticipant {
  readonly id: string;
  readonly name: string;
  readonly media: Readonly<MediaState>;
}

export interface MediaConstraints {
  /** Constraints of the microphone, besides the device. Default: the browser's own processing. */
  readonly audio?: MediaTrackConstraints;
  /** Constraints of the camera, besides the device. Default: 1280×720, ideal. */
  readonly video?: MediaTrackConstraints;
  /** Constraints of a shared screen. */
  readonly screen?: MediaTrackConstraints;
  /** Constraints of its sound. Default: without processing, which is made for voices, and in stereo. */
  readonly screenAudio?: MediaTrackConstraints;
}

/** Result of `CallSession.getStats()`: the browser's own report for every participant. */
export interface CallStats {
  readonly timestamp: number;
  readonly participants: ReadonlyMap<string, RTCStatsReport>;
}

/** State of the features that can be attached to a call, for elements to show. */
export interface CallFeatures {
  /** The text messages of the call. */
  chat?: {
    /** Number of messages that came in while nobody looked. */
    readonly unread: number;
  };
  /** The recording of the call that is made here. */
  recording?: { readonly state: RecordingState };
  /** Limits of what is sent, and of what is asked of the others. */
  quality?: {
    /** Sound only, to save data. */
    readonly lowData: boolean;
  };
  /** Changes of camera and microphone before they are shown and sent. */
  effects?: {
    /** `none`, `blur`, or the picture: its address, or the file. */
    readonly background: string | Blob;
    readonly noiseSuppression: boolean;
    /** The effect that switched itself off, and why. */
    readonly problem: EffectProblem | undefined;
  };
  /** The panel beside the call that shows its connections; not there where nobody can open it. */
  inspector?: { readonly open: boolean };
  /** The arrangement of the stage. */
  stage?: {
    /** Pictures in the big place; empty while all have the same size. */
    readonly featured: readonly { readonly participant: string; readonly source: 'camera' | 'screen' }[];
  };
  /** Keys that do something while the focus is in the call. */
  shortcuts?: {
    /** The key by what it does; the object is replaced when one of them changes. */
    readonly keys: Readonly<Partial<Record<string, string>>>;
  };
  /** News of their microphone that the person does not seem to know; not there while there is none. */
  manners?: {
    /** `muted`: they speak into it while it is muted. `silent`: it is on and gives nothing at all. */
    readonly notice: 'muted' | 'silent';
  };
  /** Choices of the person in the settings of the call; one that they have not made is missing. */
  preferences?: CallPreferences;
  /** The words that show whether somebody stands between two pages, by id of participant. */
  verification?: Readonly<Record<string, ParticipantVerification>>;
}

/** Choices of the person for every call on this origin, besides their devices. */
export interface CallPreferences {
  /** Whether they see their own camera mirrored, in place of what the page says. */
  readonly mirror?: 'on' | 'off' | undefined;
  /** A quality of `Quality`, in place of what the page says. */
  readonly quality?: 'low' | 'standard' | 'high' | 'auto' | undefined;
  /** Language of the texts, a BCP 47 primary subtag, in place of that of the page. */
  readonly language?: string | undefined;
  /** Unmute as long as the space bar is held. */
  readonly holdToTalk?: boolean | undefined;
  /** Not to be told when they speak into a muted microphone. */
  readonly noMutedNotice?: boolean | undefined;
  /** Open the small window when the tab is left. */
  readonly smallWindow?: boolean | undefined;
}

/** An effect that switched itself off. */
export interface EffectProblem {
  readonly effect: 'background' | 'noise';
  readonly error: RtcError;
}

/** State of the words for a participant. */
export type VerificationState =
  /** The other page is being asked. */
  | 'pending'
  /** There are words to compare. */
  | 'ready'
  /** The connection has another certificate than the one that was asked about: it has to be compared again. */
  | 'changed'
  /** The other page does not answer, as those with an older version, or this page is not secure. It may answer later. */
  | 'unsupported';

/** The words for one participant: a frozen snapshot. */
export interface ParticipantVerification {
  readonly state: VerificationState;
  /** English in every language, so that both screens show the same; empty unless the state is `ready`. */
  readonly words: readonly string[];
}

/** State of a recording of one's own: none, the others are being asked, it runs, it is being finished. */
export type RecordingState = 'inactive' | 'asking' | 'recording' | 'finishing';
