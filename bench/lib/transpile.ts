import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformWithOxc } from 'vite';
import { ROOT } from '../../scripts/lib/processes.js';

/** Below bench/, so that what is imported by name is first looked for in bench/node_modules. */
export const BUILT = join(ROOT, 'bench/build');

const FOLDERS = ['bench', 'server', 'src/core', 'src/internal', 'src/protocol'];
const NOT_OURS = /^(build|node_modules|pages)[/\\]/;

/**
 * Writes plain JavaScript of everything that runs while something is measured. A loader that translates on the fly
 * would add work and memory of its own.
 */
export async function transpile(): Promise<void> {
  rmSync(BUILT, { recursive: true, force: true });
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/(?<!\.d)\.ts$/.test(name) || NOT_OURS.test(name)) continue;
      const file = join(ROOT, folder, name);
      const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file, {
        target: 'es2022',
        tsconfig: join(ROOT, 'tsconfig.json'),
        sourcemap: false,
      });
      const target = join(BUILT, folder, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, code);
    }
  }
}
