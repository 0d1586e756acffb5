import { addWords } from '../words/dictionary.js';
import './offer-languages.js';
import type { VerificationTerms } from './terms.js';

addWords({
  inspectorVerifyHelp:
    'Compare these words with the other person, by a way that the server does not control: where they differ, somebody stands between you.',
  inspectorVerify: 'Find the words',
  inspectorVerifyAgain: 'Find them again',
  inspectorVerifyPending: 'The other page is being asked…',
  inspectorVerifyReady: (name) => `Words with ${name}`,
  inspectorVerifyChanged: 'The connection has another certificate than before: compare again.',
  inspectorVerifyChangedOf: (name) =>
    `The connection with ${name} has another certificate than before: compare the words again.`,
  inspectorVerifyUnsupported: 'The other page cannot do this, or does not answer.',
  inspectorVerifyLive: 'Words can be compared in a call, not in a file.',
} satisfies VerificationTerms);
