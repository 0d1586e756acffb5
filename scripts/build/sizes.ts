import { gzipSync } from 'node:zlib';

/** A kilobyte in this project, as in most tools that print sizes: 1024 bytes. */
const KB = 1024;

/** What may weigh how much, minified and compressed with gzip -9. */
export const BARS = {
  /** The one script of a page: a whole call, without what is loaded when it is first asked for. */
  bundle: 44 * KB,
  /** `rtc-elements/core`, likewise: a call over a server. */
  core: 18 * KB,
  /** Every script that a page asks for until two people see each other; test/e2e/one-file.test.ts counts them. */
  call: 66 * KB,
} as const;

export interface Size {
  readonly name: string;
  readonly raw: number;
  readonly gzip: number;
  readonly bar: number;
}

export function measure(name: string, code: string, bar = Infinity): Size {
  return { name, raw: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).length, bar };
}

export function fits({ gzip, bar }: Size): boolean {
  return gzip <= bar;
}

export function table(sizes: readonly Size[]): string {
  const rows = sizes.map((size) => [
    size.name,
    kilobytes(size.raw),
    kilobytes(size.gzip),
    Number.isFinite(size.bar) ? kilobytes(size.bar) : '',
    fits(size) ? '' : `over by ${size.gzip - size.bar} bytes`,
  ]);
  const header = ['KB = 1024 bytes', 'minified', 'min+gzip', 'bar', ''];
  const width = Math.max(...[header, ...rows].map(([name = '']) => name.length));
  return [header, ...rows]
    .map(([name = '', ...cells]) =>
      [name.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join(' ').trimEnd(),
    )
    .join('\n');
}

function kilobytes(bytes: number): string {
  return (bytes / KB).toFixed(2);
}
