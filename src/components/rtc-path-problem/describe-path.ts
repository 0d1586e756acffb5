import type { PathProblem, RelayError } from '../../core/index.js';
import type { Localize } from '../words/localize.js';
import type { PathState } from './rtc-path-problem.words.js';
import './rtc-path-problem.words.js';

/** Codes by which a relay refuses who asks, and not what is asked (RFC 8656 §18, RFC 8489 §14.8). */
const CREDENTIAL_CODES: readonly number[] = [401, 403, 438, 441];

/** Error code of a relay that does not answer (webrtc-pc §4.8.3). */
const NO_ANSWER = 701;

/** Says why there is no path to a participant, and names the relay and its error where one is at fault. */
export function describePath(problem: PathProblem | undefined, words: Localize): string {
  const error = problem && mainError(problem);
  const text = words.term('pathProblem', stateOf(problem, error));
  if (!error || problem.relay === 'missing' || problem.relay === 'available') return text;
  return words.term('pathProblemOf', text, error.url, answerOf(error, words));
}

function stateOf(problem: PathProblem | undefined, error: RelayError | undefined): PathState {
  if (!problem) return 'unknown';
  if (problem.relay !== 'refused') return problem.relay;
  return CREDENTIAL_CODES.includes(error?.code ?? 0) ? 'unauthorized' : 'refused';
}

/** The error that says most: an answer before silence. */
const mainError = ({ errors }: PathProblem): RelayError | undefined =>
  errors.toSorted((a, b) => a.code - b.code)[0];

function answerOf({ code, text }: RelayError, words: Localize): string {
  if (code === NO_ANSWER) return text || words.term('relaySilent');
  return [String(code), text.replace(/\.$/, '')].filter(Boolean).join(' ');
}
