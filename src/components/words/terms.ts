import type { Translation } from '@shoelace-style/localize';
import type { CaptureSource, DeviceKind, RtcErrorCode } from '../../core/index.js';

/** What went wrong, and what the person can do. */
export type ErrorWords = readonly [title: string, help: string];

/**
 * Error words by code. `device` stands where the title names the camera, the microphone or both; `other` is for
 * every code without words of its own.
 */
export type ErrorTable = Readonly<
  Partial<Record<RtcErrorCode, ErrorWords | ((device: string) => ErrorWords)>> & Record<'other', ErrorWords>
>;

/** Every text and label of the elements. Names of people come isolated (see `isolate`). */
export interface Terms extends Translation {
  // Before the call
  ready: string;
  room: string;
  yourName: string;
  join: string;
  joinWithout: string;
  allow: string;
  allowHelp: string;
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
  noConnection: (relay: boolean) => string;
  microphoneIsOff: string;
  screenOf: (name: string) => string;
  yourScreen: string;
  youShare: string;
  // Toolbar
  controls: string;
  microphone: string;
  camera: string;
  muteMicrophone: string;
  unmuteMicrophone: string;
  turnCameraOff: string;
  turnCameraOn: string;
  shareScreen: string;
  stopSharing: string;
  leave: string;
  // Devices
  device: (kind: DeviceKind) => string;
  deviceNumber: (kind: DeviceKind, number: number) => string;
  noDevice: (kind: DeviceKind) => string;
  // Announced
  joined: string;
  connectedAgain: string;
  connectionLost: string;
  participantJoined: (name: string) => string;
  participantInterrupted: (name: string) => string;
  participantBack: (name: string) => string;
  participantLeft: (name: string) => string;
  microphoneMuted: string;
  microphoneUnmuted: string;
  cameraTurnedOff: string;
  cameraTurnedOn: string;
  participantShares: (name: string) => string;
  sharingEnded: string;
  // Errors
  screenFailed: string;
  errorTitle: (code: RtcErrorCode, source?: CaptureSource) => string;
  errorHelp: (code: RtcErrorCode, source?: CaptureSource) => string;
}

/**
 * The words of what is loaded later. Each feature adds its own: `declare module '../words/terms.js'` and `addWords`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it is filled by declaration merging
export interface FeatureTerms {}

/** The lookup in such a table, for a language that calls the devices by these names. */
export function errorTerms(
  table: ErrorTable,
  devices: Readonly<Record<CaptureSource | 'both', string>>,
): Pick<Terms, 'errorTitle' | 'errorHelp'> {
  const find = (code: RtcErrorCode, source?: CaptureSource): ErrorWords => {
    const words = table[code] ?? table.other;
    return typeof words === 'function' ? words(devices[source ?? 'both']) : words;
  };
  return {
    errorTitle: (code, source) => find(code, source)[0],
    errorHelp: (code, source) => find(code, source)[1],
  };
}

/** A name within a sentence, so that its direction does not turn the sentence around (Unicode UAX #9, FSI). */
export const isolate = (name: string): string => `\u2068${name}\u2069`;
