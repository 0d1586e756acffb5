import type { Translation } from '@shoelace-style/localize';
import type { CaptureSource, KnownErrorCode, RtcErrorCode } from '../../core/index.js';

/** What went wrong, and what the person can do. */
export type ErrorWords = readonly [title: string, help: string];

/** What an error is about: one's own devices, or the connection with another participant. */
export type ErrorSubject = CaptureSource | 'connection';

type Words = ErrorWords | ((device: string) => ErrorWords);

/**
 * Error words by code. `device` stands where the title names the camera, the microphone or both. Codes without words of
 * their own, as those of a later version, have those of their kind; `fromServer` where it is about nothing else.
 */
export type ErrorTable = Readonly<
  Partial<Record<KnownErrorCode, Words>> &
    Record<'device-failed' | 'connection-failed', Words> &
    Record<'fromServer' | 'other', ErrorWords>
>;

/** Every text and label of the elements. Names of people come isolated (see `isolate`). */
export interface Terms extends Translation {
  // Before the call
  join: string;
  joinWithout: string;
  // Joining, left, failed
  joining: string;
  waitingForPermission: string;
  permissionHelp: string;
  cancel: string;
  youLeft: string;
  rejoin: string;
  tryAgain: string;
  // In the call
  participants: string;
  waitingForOthers: string;
  you: string;
  guest: string;
  turnOnSound: string;
  connecting: string;
  reconnecting: string;
  away: string;
  microphoneIsOff: string;
  screenOf: (name: string) => string;
  yourScreen: string;
  youShare: string;
  // Toolbar
  controls: string;
  muteMicrophone: string;
  unmuteMicrophone: string;
  turnCameraOff: string;
  turnCameraOn: string;
  shareScreen: string;
  stopSharing: string;
  leave: string;
  /** The system gives nothing of a device that is on. */
  heldBack: (source: CaptureSource) => string;
  // Announced
  joined: string;
  connectedAgain: string;
  connectionLost: string;
  // Errors
  errorTitle: (code: RtcErrorCode, about?: ErrorSubject) => string;
  errorHelp: (code: RtcErrorCode, about?: ErrorSubject) => string;
}

/**
 * The words of what is loaded later. Each feature adds its own: `declare module './terms.js'` and `addWords`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it is filled by declaration merging
export interface FeatureTerms {}

/** The lookup in such a table, for a language that calls the devices by these names. */
export function errorTerms(
  table: ErrorTable,
  devices: Readonly<Record<CaptureSource | 'both', string>>,
): Pick<Terms, 'errorTitle' | 'errorHelp'> {
  const lookUp = (code: RtcErrorCode, about?: ErrorSubject): Words => {
    // What a server sends may be the name of something that every object has.
    const words = Object.hasOwn(table, code) ? table[code as KnownErrorCode] : undefined;
    if (words) return words;
    if (code === 'internal') return table.other;
    if (about === 'connection') return table['connection-failed'];
    return about ? table['device-failed'] : table.fromServer;
  };
  const find = (code: RtcErrorCode, about?: ErrorSubject): ErrorWords => {
    const words = lookUp(code, about);
    const device = about === 'microphone' || about === 'camera' ? about : 'both';
    return typeof words === 'function' ? words(devices[device]) : words;
  };
  return {
    errorTitle: (code, about) => find(code, about)[0],
    errorHelp: (code, about) => find(code, about)[1],
  };
}

/** A name within a sentence, so that its direction does not turn the sentence around (Unicode UAX #9, FSI). */
export const isolate = (name: string): string => `\u2068${name}\u2069`;
