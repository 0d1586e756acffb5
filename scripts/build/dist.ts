import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { bundle, bundleInParts, type BundledFile } from './bundle.js';
import { effectFiles, packageFiles, packagePaths } from './effect-files.js';
import { FOLDER, SOURCE_FOLDER } from './effect-table.mjs';
import { frameworkTypes } from './frameworks/index.js';
import { licencesOf } from './licences.js';
import { BARS, CALL_FILES, fits, measure, sum, table } from './sizes.js';
import { ROOT, runTool } from '../lib/processes.js';

const DIST = join(ROOT, 'dist');

/** Writes dist/ and prints what the bundles weigh. False if something is wrong with it; then it has been printed. */
export async function buildDist(): Promise<boolean> {
  rmSync(DIST, { recursive: true, force: true });
  // The server's project writes the protocol too: the same files once more.
  for (const folder of ['src', 'server']) {
    const status = await runTool('typescript-native', 'tsc', [
      '-p',
      folder,
      '--noEmit',
      'false',
      '--outDir',
      'dist',
    ]);
    if (status !== 0) return false;
  }
  for (const command of ['server/cli.js', 'server/nat/cli.js']) chmodSync(join(DIST, command), 0o755);
  const manifest = ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'];
  if ((await runTool('@custom-elements-manifest/analyzer', 'cem', manifest)) !== 0) return false;
  for (const { name, code } of frameworkTypes()) write(join('frameworks', name), code);

  const parts = await bundleInParts('rtc-elements', 'src/cdn.ts');
  const all = await bundle('src/index.ts');
  const worker = await bundle('src/internal/frame-clock-worker.ts');
  const files = [
    ...parts,
    { name: 'rtc-elements.all.js', code: all.code },
    // Beside each of the files that may start it.
    ...['', 'rtc-elements/'].map((folder) => ({ name: `${folder}frame-clock-worker.js`, code: worker.code })),
    { name: 'licences.txt', code: licencesOf([...modulesOf([...parts, all, worker]), ...packagePaths()]) },
  ];
  for (const { name, code } of files) write(join('cdn', name), code);
  for (const { name, content } of await effectFiles()) {
    write(join('cdn/rtc-elements', FOLDER, name), content);
  }
  for (const { name, content } of packageFiles()) write(join(SOURCE_FOLDER, name), content);
  write(join(SOURCE_FOLDER, 'licences.txt'), licencesOf(packagePaths()));

  const [core] = await bundleInParts('core', 'src/core/index.ts');
  const ofCall = parts.filter(({ name }) => CALL_FILES.includes(name));
  const sizes = [
    ...parts.map(({ name, code }, i) => measure(name, code, i === 0 ? BARS.bundle : undefined)),
    measure('rtc-elements.all.js', all.code),
    measure('headless core', core?.code ?? '', BARS.core),
    sum(
      'until two people see each other',
      ofCall.map(({ name, code }) => measure(name, code)),
      BARS.call,
    ),
  ];
  console.log(`\n${table(sizes)}\n`);
  return sizes.every(fits);
}

const modulesOf = (files: readonly BundledFile[]): string[] => files.flatMap(({ modules }) => modules);

/** Writes a file into dist/. */
function write(path: string, content: string | Buffer): void {
  const file = join(DIST, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Writes build/demo, the demo's pages as a production server serves them. */
export async function buildDemo(): Promise<void> {
  await build({ root: join(ROOT, 'demo'), configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
}
