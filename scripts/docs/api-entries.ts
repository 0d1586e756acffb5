import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/processes.js';

/** One path that a program can import, and the file of its types. */
export interface ApiEntry {
  /** `rtc-elements/core` for example. */
  readonly name: string;
  readonly file: string;
}

type Exports = Readonly<Record<string, string | { readonly types?: string }>>;

const FEATURES = 'dist/src/core/features';

/**
 * Every documented export path of the package with types, those first that others pass on. Modules of single elements are left
 * out, since their classes are exported by `rtc-elements`.
 */
export function apiEntries(): ApiEntry[] {
  const { name, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Exports;
  };
  const entries = Object.entries(exports).flatMap(([path, target]) => {
    const types = typeof target === 'string' ? undefined : target.types;
    if (types === undefined || path.startsWith('./components/')) return [];
    const expanded = path.includes('*') ? readdirSync(join(ROOT, FEATURES)) : [''];
    return expanded.map((feature) => ({
      name: path.replace('*', feature).replace(/^\./, name),
      file: join(ROOT, types.replace('*', feature)),
    }));
  });
  return entries.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** `rtc-elements` passes on the core, and `rtc-elements/define` and `/cdn` pass on what that has. */
function rank({ name }: ApiEntry): number {
  const order = ['/protocol', '/core', '/server', 'rtc-elements', '/define', '/cdn'];
  const index = order.findLastIndex((one) => (one.startsWith('/') ? name.endsWith(one) : name === one));
  return index === -1 ? 1.5 : index;
}
