import type { CallSession } from '../../core/index.js';
import type { Localize } from '../words/localize.js';
import './effects.words.js';

/** Says once why an effect has switched itself off, for as long as the session exists. */
export function announceEffectProblems(
  session: CallSession,
  words: Localize,
  say: (text: string) => void,
): void {
  let announced: unknown;
  const look = (): void => {
    const problem = session.features.effects?.problem;
    if (problem === announced) return;
    announced = problem;
    if (problem) say(words.term(`${problem.effect}Problem`, problem.error.code));
  };
  session.addEventListener('change', look);
  // It may have happened before this part was loaded.
  look();
}
