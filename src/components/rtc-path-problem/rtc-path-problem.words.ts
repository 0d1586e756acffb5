import { addWords } from '../words/dictionary.js';
import { choose } from '../words/forms.js';

/** State of the search for a path to a participant. */
export type PathState = 'unknown' | 'missing' | 'unreachable' | 'available' | 'unauthorized' | 'refused';

export interface PathTerms {
  /** Says why there is no path to a participant, which is still looked for; `unknown` without a reason. */
  pathProblem: (state: PathState) => string;
  /** The same with the relay and its answer. */
  pathProblemOf: (problem: string, relay: string, answer: string) => string;
  relaySilent: string;
}

addWords({
  pathProblem: choose({
    unknown: 'No connection',
    missing: 'No direct path, and no relay (TURN) is set up',
    unreachable: 'No direct path, and the relay cannot be reached',
    available: 'No direct path, and none by the relay: the other side may not reach it',
    unauthorized: 'No direct path, and the relay refused the credentials',
    refused: 'No direct path, and the relay refused to serve',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem} (${relay}: ${answer})`,
  relaySilent: 'no answer',
} satisfies PathTerms);
