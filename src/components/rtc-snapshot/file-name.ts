/** Endings of the types that browsers write, where they are not the subtype itself. */
const ENDINGS: Readonly<Record<string, string>> = { jpeg: 'jpg' };

/** `photo-2026-11-23-174501.png`, by the local time and the type of the image. */
export function fileName(taken: Date, type: string): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [taken.getFullYear(), two(taken.getMonth() + 1), two(taken.getDate())].join('-');
  const time = [taken.getHours(), taken.getMinutes(), taken.getSeconds()].map(two).join('');
  const [, subtype = 'png'] = /^image\/([a-z]+)/.exec(type) ?? [];
  return `photo-${day}-${time}.${ENDINGS[subtype] ?? subtype}`;
}
