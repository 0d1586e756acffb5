import type { CaptureSource, RtcErrorCode } from '../../core/index.js';
import { addWords } from '../words/dictionary.js';

export interface CallNewsTerms {
  participantJoined: (name: string) => string;
  participantInterrupted: (name: string) => string;
  participantBack: (name: string) => string;
  participantLeft: (name: string) => string;
  microphoneMuted: string;
  microphoneUnmuted: string;
  cameraTurnedOff: string;
  cameraTurnedOn: string;
  /** The system gives a device again that was held back. */
  givenBack: (source: CaptureSource) => string;
  participantShares: (name: string) => string;
  /** Words that were compared, or asked for, no longer belong to the connection. */
  verificationChanged: (name: string) => string;
  /** The screen is shared, and no sound with it. */
  youShareSilently: string;
  sharingEnded: string;
  /** Title over the reason why the screen is not shared. */
  screenFailed: string;
  screenHelp: (code: RtcErrorCode) => string;
}

addWords({
  participantJoined: (name) => `${name} joined`,
  participantInterrupted: (name) => `${name}: connection interrupted`,
  participantBack: (name) => `${name} is back`,
  participantLeft: (name) => `${name} left`,
  microphoneMuted: 'Microphone muted',
  microphoneUnmuted: 'Microphone on',
  cameraTurnedOff: 'Camera off',
  cameraTurnedOn: 'Camera on',
  givenBack: (source) => (source === 'camera' ? 'The camera works again' : 'The microphone works again'),
  participantShares: (name) => `${name} shares their screen`,
  verificationChanged: (name) => `The words of the connection with ${name} have changed. Compare them again.`,
  youShareSilently: 'You are sharing your screen, without its sound',
  sharingEnded: 'You stopped sharing your screen',
  screenFailed: 'The screen could not be shared',
  screenHelp(code) {
    if (code === 'system-denied')
      return 'Allow the browser to record the screen in the system’s privacy settings.';
    if (code !== 'permission-dismissed') return 'Try again in a moment.';
    return 'Unless you cancelled: allow the browser to record the screen in the system’s privacy settings.';
  },
} satisfies CallNewsTerms);
