import type { DiffLine } from '../../core/features/inspect/index.js';

/** Number of unchanged lines that are shown around each change. */
const CONTEXT = 2;

/** Lines that are shown together, or folded because nothing near them has changed. */
export interface DiffRun {
  readonly fold: boolean;
  readonly lines: readonly DiffLine[];
}

/** Folds what is the same and not near a change. */
export function folded(lines: readonly DiffLine[]): DiffRun[] {
  const isNear = lines.map((_, i) =>
    lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(({ change }) => change !== 'same'),
  );
  const runs: { fold: boolean; lines: DiffLine[] }[] = [];
  lines.forEach((line, i) => {
    const fold = isNear[i] !== true;
    const last = runs.at(-1);
    if (last?.fold === fold) last.lines.push(line);
    else runs.push({ fold, lines: [line] });
  });
  return runs;
}
