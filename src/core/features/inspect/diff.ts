/** A line that both texts have, or only the first (`removed`) or the second one (`added`). */
export interface DiffLine {
  readonly change: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Most comparisons that are made; beyond, everything between the common ends counts as changed. */
const MAX_COMPARISONS = 4_000_000;

/** The difference between two lists of lines: the longest common subsequence is what they share. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const middleBefore = before.slice(start, before.length - end);
  const middleAfter = after.slice(start, after.length - end);
  return [
    ...lines('same', before.slice(0, start)),
    ...diffMiddle(middleBefore, middleAfter),
    ...lines('same', before.slice(before.length - end)),
  ];
}

const lines = (change: DiffLine['change'], texts: readonly string[]): DiffLine[] =>
  texts.map((text) => ({ change, text }));

function diffMiddle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > MAX_COMPARISONS) {
    return [...lines('removed', before), ...lines('added', after)];
  }
  const common = commonLengths(before, after);
  const result: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [one, other] = [before[i], after[j]];
    if (one !== undefined && one === other) {
      result.push({ change: 'same', text: one });
      i += 1;
      j += 1;
    } else if (one !== undefined && (other === undefined || common(i + 1, j) >= common(i, j + 1))) {
      result.push({ change: 'removed', text: one });
      i += 1;
    } else {
      result.push({ change: 'added', text: other ?? '' });
      j += 1;
    }
  }
  return result;
}

/** Length of the longest common subsequence of what follows line `i` of one list and line `j` of the other. */
function commonLengths(
  before: readonly string[],
  after: readonly string[],
): (i: number, j: number) => number {
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}
