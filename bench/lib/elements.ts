import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleInParts } from '../../scripts/build/bundle.js';
import { BUILT } from './transpile.js';

/** Holds the script of the elements, as it is published, and the folder beside it. */
export const ELEMENTS_FOLDER = join(BUILT, 'elements');

let built: Promise<void> | undefined;

/** Builds them once, however often it is asked for. */
export function buildElements(): Promise<void> {
  built ??= build();
  return built;
}

async function build(): Promise<void> {
  for (const { name, code } of await bundleInParts('rtc-elements', 'src/cdn.ts')) {
    const file = join(ELEMENTS_FOLDER, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}
