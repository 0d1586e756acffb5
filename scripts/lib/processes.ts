import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** No step takes so long: what does hangs, and would hang for ever where nobody is watching. */
const TIMEOUT_MS = 20 * 60_000;

/** Runs Node and resolves with the exit status. Its output is seen at once. */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      timeout: TIMEOUT_MS,
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (status, signal) => {
      if (signal !== null) console.error(`${args.join(' ')} was ended by ${signal}.`);
      resolve(status ?? 1);
    });
  });
}

/** Runs a program of an installed package, without a shell and so alike on every system. */
export function runTool(
  packageName: string,
  program: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<number> {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin[program];
  if (file === undefined) throw new Error(`${packageName} has no program ${program}`);
  return runNode([join(folder, file), ...args], env);
}
