import type { PathProblem, RelayError } from '../../core/index.js';
import { addWords } from '../words/localize.js';

interface PathTerms {
  /** Why there is no path to a participant, which is still looked for; without a reason, that there is none. */
  pathProblem: (problem: PathProblem | undefined) => string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends PathTerms {}
}

/** Codes by which a relay refuses who asks, and not what is asked (RFC 8656 §18, RFC 8489 §14.8). */
const CREDENTIAL_CODES: readonly number[] = [401, 403, 438, 441];

/** The error that says most: an answer before silence. */
const mainError = ({ errors }: PathProblem): RelayError | undefined =>
  errors.toSorted((a, b) => a.code - b.code)[0];

/** Error code of a relay that does not answer (webrtc-pc §4.8.3). */
const NO_ANSWER = 701;

/** Names the relay and its error; empty where no relay is at fault. */
function describe(problem: PathProblem, noAnswer: string): string {
  const error = mainError(problem);
  if (!error) return '';
  const answer = [String(error.code), error.text.replace(/\.$/, '')].filter(Boolean).join(' ');
  return `${error.url}: ${error.code === NO_ANSWER ? error.text || noAnswer : answer}`;
}

const isOfCredentials = (problem: PathProblem): boolean =>
  CREDENTIAL_CODES.includes(mainError(problem)?.code ?? 0);

addWords<PathTerms>({
  en: {
    pathProblem: (problem) => {
      if (!problem) return 'No connection';
      const details = ` (${describe(problem, 'no answer')})`;
      if (problem.relay === 'missing') return 'No direct path, and no relay (TURN) is set up';
      if (problem.relay === 'unreachable') return `No direct path, and the relay cannot be reached${details}`;
      if (problem.relay === 'available')
        return 'No direct path, and none by the relay: the other side may not reach it';
      return isOfCredentials(problem)
        ? `No direct path, and the relay refused the credentials${details}`
        : `No direct path, and the relay refused to serve${details}`;
    },
  },
  zh: {
    pathProblem: (problem) => {
      if (!problem) return '没有连接';
      const details = `（${describe(problem, '无应答')}）`;
      if (problem.relay === 'missing') return '无法直连，且未设置中继服务器（TURN）';
      if (problem.relay === 'unreachable') return `无法直连，且连不上中继服务器${details}`;
      if (problem.relay === 'available') return '无法直连，经中继也不通：可能是对方连不上中继服务器';
      return isOfCredentials(problem)
        ? `无法直连，且中继服务器拒绝了凭据${details}`
        : `无法直连，且中继服务器拒绝提供服务${details}`;
    },
  },
});
