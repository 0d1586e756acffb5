import type { RtcErrorCode } from '../errors.js';
import type { CallSession } from '../call/call-session.js';
import type { NatBehaviour, NatType } from './nat-types.js';

/** The steps of a check, in the order in which they are shown. */
export const CHECK_STEPS = [
  'secure-context',
  'permissions',
  'camera',
  'microphone',
  'signaling',
  'nat',
  'stun',
  'turn-udp',
  'turn-tcp',
  'turn-tls',
] as const;

export type CheckStepName = (typeof CHECK_STEPS)[number];

/** `not-measured`: there is nothing to measure it with; `skipped`: what it builds on has failed. */
export type CheckState =
  'waiting' | 'running' | 'passed' | 'failed' | 'skipped' | 'not-measured' | 'cancelled';

/** Reason why a step has not passed. */
export type CheckReason =
  /** The page is neither HTTPS nor on localhost. */
  | 'insecure'
  /** The browser has no WebRTC. */
  | 'unsupported'
  /** A device did not open: `error` says why. */
  | 'no-device'
  /** The camera gives no picture, or one that stands still. */
  | 'no-picture'
  | 'still'
  /** The microphone gives no sound. */
  | 'silent'
  /** The browser lets nobody listen before the person has touched the page, or cannot measure this microphone. */
  | 'not-measurable'
  /** The page names no server, or the kind of signaling needs none. */
  | 'no-server'
  /** The server, or the relay, cannot be reached. */
  | 'unreachable'
  /** The server refuses: `error` says why. */
  | 'refused'
  /** The server is of a version that knows nothing of checks. */
  | 'old-server'
  /** The server has no probe. */
  | 'no-probe'
  /** No server of this kind is among the ICE servers. */
  | 'not-configured'
  /** No answer came in time. */
  | 'no-answer'
  /** The browser refuses the address of the server. */
  | 'bad-address'
  /** The server refused the credentials. */
  | 'credentials'
  /** The credentials of the check ran out before this step. */
  | 'expired'
  /** A relay candidate was there, and nothing came through it. */
  | 'no-media'
  /** Something that nobody expects; `message` says more. */
  | 'internal';

/** The answer of one ICE server. */
export interface IceServerAnswer {
  /** `stun:`, `turn:` or `turns:`; there are no credentials in it. */
  readonly url: string;
  /** The reflexive address and port (RFC 8489 §14.2); `''` where it is the visitor's own. */
  readonly address?: string;
  /** `RTCPeerConnectionIceErrorEvent.errorCode`: a STUN error code, or 701 where the server cannot be reached. */
  readonly errorCode?: number;
  /** More about the error. Without `errorCode`: the browser does not accept the URL. */
  readonly errorText?: string;
}

/** The finding of one step; a frozen snapshot. */
export interface CheckStep {
  readonly name: CheckStepName;
  readonly state: CheckState;
  /** Time that it has taken, in ms. */
  readonly ms?: number;
  readonly reason?: CheckReason;
  /** Of `permissions`, `camera`, `microphone` and `signaling`: what kept it from passing. */
  readonly error?: RtcErrorCode;
  /** For developers. */
  readonly message?: string;
  /** Of `signaling`: the median of some pings; of the relays: of the way through the relay and back; in ms. */
  readonly roundTripMs?: number;
  /** Of `stun` and the relays: what each server has answered. */
  readonly servers?: readonly IceServerAnswer[];
  /** Of a relay: whether it gave an address (RFC 8656 §7). */
  readonly allocated?: boolean;
  /** Of a relay: the highest rate of a second, in kbit/s; no more than 3000 is sent. */
  readonly kbps?: number;
  /** Of a relay: the part of the packets that was lost, 0 to 1. */
  readonly loss?: number;
  /** Of `nat`. */
  readonly mapping?: NatBehaviour;
  readonly filtering?: NatBehaviour;
  /** Of `nat`: with how many addresses the server has measured. */
  readonly addresses?: number;
  /** Of `nat`: address and port as the server sees them. */
  readonly reflexive?: string;
}

/** Changes that a visitor or the operator can make. */
export const ADVICE = [
  'use-https',
  'use-another-browser',
  'allow-devices',
  'connect-devices',
  'check-camera',
  'check-microphone',
  'check-server',
  'ask-for-invitation',
  'add-stun',
  'add-relay',
  'mend-relay',
  'add-tls-relay',
  'allow-udp',
  'change-nat',
] as const;

export type Advice = (typeof ADVICE)[number];

/** Whether a relay works for this visitor: `unknown` where none could be measured. */
export type RelayState = 'works' | 'fails' | 'missing' | 'unknown';

/** The people whom this visitor reaches by all ways together; `nobody` also where the page or the server lets nobody call. */
export type Outlook = 'everybody' | 'some' | 'nobody' | 'unknown';

export interface NetworkVerdict {
  readonly outlook: Outlook;
  /** Visitors behind these types are reached directly. Empty where this visitor's own type is not known. */
  readonly direct: readonly NatType[];
  /** Visitors behind these types are reached by a relay only. */
  readonly relayed: readonly NatType[];
  readonly relay: RelayState;
  /** Changes that would help, the most important first. */
  readonly advice: readonly Advice[];
}

/** The result of `checkNetwork`. It holds addresses, and no secrets: neither the token nor credentials. */
export interface NetworkCheckResult {
  /** All steps, in the order of `CHECK_STEPS`. */
  readonly steps: readonly CheckStep[];
  /** It was given up before its end. */
  readonly cancelled: boolean;
  readonly nat: NatType | 'unknown';
  readonly mapping: NatBehaviour;
  readonly filtering: NatBehaviour;
  readonly verdict: NetworkVerdict;
}

export interface NetworkCheckOptions {
  /** URL of the signaling server, as `<rtc-call>` takes it; without one neither it nor the NAT is measured. */
  readonly signaling?: string | undefined;
  /** The room that the visitor would join. */
  readonly room?: string | undefined;
  /** The token that the server's operator gave this person, or a function that returns it. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** In place of the ICE servers that the signaling server hands out. */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  /** Calls of this page that may show a preview: devices that one of them has open are looked at as they are. */
  readonly calls?: readonly CallSession[] | undefined;
  /** Gives the check up when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Longest time for which media is sent through each relay, in ms. Default 4000, at most 6000. */
  readonly mediaMs?: number | undefined;
  /** Called whenever a step becomes another one. */
  readonly onStep?: ((step: CheckStep) => void) | undefined;
}
