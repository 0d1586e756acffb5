import type { CaptureSource, KnownErrorCode, RtcErrorCode } from '../../core/index.js';

/** Title of an error, and advice for the person. */
export type ErrorWords = readonly [title: string, help: string];

/** Subject of an error: a device of this participant, or the connection with another one. */
export type ErrorSubject = CaptureSource | 'connection';

type Words = ErrorWords | ((device: string) => ErrorWords);

/**
 * Error words by code. `device` is the camera, the microphone or both. A code without an entry, such as one of a later
 * version, has the words of its subject, or those of `fromServer`.
 */
export type ErrorTable = Readonly<
  Partial<Record<KnownErrorCode, Words>> &
    Record<'device-failed' | 'connection-failed', Words> &
    Record<'fromServer' | 'other', ErrorWords>
>;

/** Texts and labels that come with the first script. Names of people come isolated (see `isolate`). */
export interface Terms {
  /** Of the script of the language. */
  direction: 'ltr' | 'rtl';
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

/** Looks up errors in a table of a language, which calls the devices by these names. */
export function errorTerms(
  table: ErrorTable,
  devices: Readonly<Record<CaptureSource | 'both', string>>,
): Pick<Terms, 'errorTitle' | 'errorHelp'> {
  const lookUp = (code: RtcErrorCode, about?: ErrorSubject): Words => {
    // A server may send a code such as `constructor`, which every object has.
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
