/** Digits of the number that every payload carries. */
const DIGITS = 9;
const PLACE = '#'.repeat(DIGITS);
const KEY = '"n":"';
const LINE = 'a=candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx\\r\\n';

/** A signal of so many bytes as JSON text: like a description, short lines with escaped ends. */
export function payload(bytes: number): string {
  const around = `{"kind":"candidate",${KEY}${PLACE}","text":""}`;
  const lines = LINE.repeat(Math.ceil(bytes / LINE.length)).slice(0, Math.max(0, bytes - around.length));
  // Not cut within an escape.
  const text = lines.replace(/\\r?\\?n?\\?$|\\$/, (end) => 'x'.repeat(end.length));
  return around.replace('"text":""', () => `"text":"${text}"`);
}

/** A frame that is made once and sent often, each time with another number in it. */
export class Template {
  readonly #head: string;
  readonly #tail: string;

  constructor(frame: string) {
    const place = frame.indexOf(PLACE);
    if (place < 0) throw new Error('the frame does not hold the payload');
    this.#head = frame.slice(0, place);
    this.#tail = frame.slice(place + DIGITS);
  }

  numbered(n: number): string {
    return `${this.#head}${String(n).padStart(DIGITS, '0')}${this.#tail}`;
  }
}

/** The number that a frame carries, whatever the server has put around it. */
export function numberOf(frame: Buffer): number {
  const start = frame.indexOf(KEY) + KEY.length;
  return Number(frame.toString('latin1', start, start + DIGITS));
}
