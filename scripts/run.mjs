// node scripts/run.mjs FILE.ts [arguments]: runs a TypeScript file of this repository, and first installs what it
// needs. Plain JavaScript without dependencies, since on a fresh clone there are none yet.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './ensure-dependencies.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/run.mjs FILE.ts [arguments]');
  process.exit(2);
}

await ensureDependencies();
const { register } = await import('tsx/esm/api');
register();

// In this process and not in a child, so that signals, the terminal and the exit status need no passing on.
const script = resolve(file);
process.argv = [process.execPath, script, ...args];
await import(pathToFileURL(script).href);
