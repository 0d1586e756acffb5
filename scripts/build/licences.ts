import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/processes.js';

/**
 * The licences of the packages that these modules come from, as one text: bundles hold their code without its comments, and
 * each of them asks that its notice goes along.
 *
 * @param modules - Paths of files.
 */
export function licencesOf(modules: readonly string[]): string {
  const texts = packagesOf(modules).map((folder) => `${titleOf(folder)}\n\n${licenceIn(folder).trim()}\n`);
  return [...texts.toSorted(), notices()].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Folders of the packages that these modules come from. */
export const packagesOf = (modules: readonly string[]): string[] => [
  ...new Set(modules.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])),
];

/** Name, version and licence of a package, as its licence is headed. */
export function titleOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
  };
  return `${name} ${version} (${license})`;
}

/** Licences of what is compiled into the WebAssembly modules of packages, which do not tell. */
function notices(): string {
  const apache = readFileSync(join(ROOT, 'node_modules/typescript/LICENSE.txt'), 'utf8');
  return `${readFileSync(new URL('notices.txt', import.meta.url), 'utf8')}\n${apache}`;
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (file === undefined) throw new Error(`There is no licence in ${folder}`);
  return readFileSync(join(folder, file), 'utf8');
}
