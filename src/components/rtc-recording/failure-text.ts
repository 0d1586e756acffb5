import type { RtcError } from '../../core/index.js';
import type { Localize } from '../words/localize.js';

/** Why nothing was recorded, and what the person can do. */
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
