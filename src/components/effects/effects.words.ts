import type { RtcErrorCode } from '../../core/index.js';
import { addWords } from '../words/dictionary.js';
import { chooseKnown } from '../words/forms.js';

export interface EffectTerms {
  /** Says why an effect is not there, or no longer, and what happens without it. */
  backgroundProblem: (code: RtcErrorCode) => string;
  noiseProblem: (code: RtcErrorCode) => string;
}

addWords({
  backgroundProblem: chooseKnown({
    'too-slow': 'The background was switched off: this device is too slow for it.',
    'load-failed': 'The background could not be loaded. Your camera goes on without it.',
    'unsupported-browser': 'This browser cannot change the background.',
    'insecure-context': 'The background needs a secure page. Open it with https://.',
    'invalid-options':
      'This picture cannot be the background. Choose a JPEG, PNG or WebP file of at most 10 MB.',
    other: 'The background stopped working. Your camera goes on without it.',
  }),
  noiseProblem: chooseKnown({
    'too-slow': 'Noise suppression was switched off: this device is too slow for it.',
    'load-failed': 'Noise suppression could not be loaded. Your microphone goes on without it.',
    'unsupported-browser': 'This browser cannot suppress noise.',
    'insecure-context': 'Noise suppression needs a secure page. Open it with https://.',
    other: 'Noise suppression stopped working. Your microphone goes on without it.',
  }),
} satisfies EffectTerms);
