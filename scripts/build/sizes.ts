import { gzipSync } from 'node:zlib';

/** A kilobyte in this project, as in most tools that print sizes: 1024 bytes. */
const KB = 1024;

/** Bars for the weight of scripts, minified and compressed with gzip -9. */
export const BARS = {
  /** The one script of a page: a whole call, without what is loaded when it is first asked for. */
  bundle: 44 * KB,
  /** `rtc-elements/core`, likewise: a session with its devices and connections. Transports are loaded when it is joined. */
  core: 15 * KB,
  /** All of `CALL_FILES`. */
  call: 66 * KB,
} as const;

/** The part of a bar that stays free, so that bytes never make a line harder to read. */
const MARGIN = 0.05;

/**
 * Files in dist/cdn that a page loads until two people see each other in the default interface, by the names that the
 * bundler gives them. test/e2e/one-file.test.ts compares them with those that a browser asks for.
 */
export const CALL_FILES: readonly string[] = [
  'rtc-elements.js',
  ...[
    'call-controllers',
    'call-of',
    'device-keeper',
    'forms',
    'level-meter',
    'membership',
    'more-buttons',
    'protocol',
    'quality',
    'watch-connections',
  ].map((name) => `rtc-elements/${name}.js`),
];

export interface Size {
  readonly name: string;
  readonly raw: number;
  readonly gzip: number;
  readonly bar: number;
}

export function measure(name: string, code: string, bar = Infinity): Size {
  return { name, raw: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).length, bar };
}

/** The sum of several sizes. */
export function sum(name: string, sizes: readonly Size[], bar: number): Size {
  const total = (key: 'raw' | 'gzip'): number => sizes.reduce((all, size) => all + size[key], 0);
  return { name, raw: total('raw'), gzip: total('gzip'), bar };
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
    remark(size),
  ]);
  const header = ['KB = 1024 bytes', 'minified', 'min+gzip', 'bar', ''];
  const width = Math.max(...[header, ...rows].map(([name = '']) => name.length));
  return [header, ...rows]
    .map(([name = '', ...cells]) =>
      [name.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join(' ').trimEnd(),
    )
    .join('\n');
}

function remark({ gzip, bar }: Size): string {
  if (gzip > bar) return `over by ${gzip - bar} bytes`;
  return gzip > bar * (1 - MARGIN) ? `warning: less than ${MARGIN * 100} % are free` : '';
}

function kilobytes(bytes: number): string {
  return (bytes / KB).toFixed(2);
}
