import type { RtcError } from '../../core/index.js';
import type { FinishedRecording } from '../../core/features/recording/index.js';
import type { Localize } from '../words/localize.js';

/** Says why nothing was recorded, and what the person can do. */
export function failureText(words: Localize, { code }: RtcError): string {
  switch (code) {
    case 'permission-denied':
      return words.term('recordingDeclined');
    case 'unsupported-browser':
      return words.term('recordingUnsupported');
    default:
      return words.term('recordingFailedHelp');
  }
}

/** Says why a recording ended by itself. */
export function noteOf(words: Localize, { reason }: FinishedRecording): string | undefined {
  switch (reason) {
    case 'limit':
      return words.term('recordingLimit');
    case 'error':
      return words.term('recordingBroken');
    default:
      return undefined;
  }
}
