const QUALITIES = [
  'amber',
  'brave',
  'calm',
  'clear',
  'early',
  'gentle',
  'golden',
  'green',
  'happy',
  'quiet',
  'silver',
  'swift',
];
const PLACES = [
  'bay',
  'bridge',
  'canyon',
  'forest',
  'garden',
  'harbor',
  'island',
  'lake',
  'meadow',
  'river',
  'summit',
  'valley',
];

/** A name for a room that can be said on the phone, such as `calm-river-4821`. */
export function friendlyName(): string {
  const number = String(random(10_000)).padStart(4, '0');
  return `${pick(QUALITIES)}-${pick(PLACES)}-${number}`;
}

function pick(words: readonly string[]): string {
  return words[random(words.length)] ?? '';
}

function random(limit: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value % limit;
}
