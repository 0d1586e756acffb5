import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/processes.js';

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Finds errors in a package-lock.json: it must install on every system, whichever registry npm is set up for.
 *
 * @param file - Its path from the root of the repository.
 */
export function checkLockfile(file: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  return Object.entries(packages).flatMap(([path, { resolved, integrity, optionalDependencies = {} }]) => {
    if (path === '') return [];
    const complaints: string[] = [];
    if (resolved !== undefined)
      complaints.push('has a "resolved" URL (npm install --omit-lockfile-registry-resolved)');
    if (integrity === undefined) complaints.push('has no "integrity"');
    // Binaries for other systems. npm leaves those out that it could not find; `npm ci` then refuses the file.
    const missing = Object.keys(optionalDependencies).filter((name) => !names.has(name));
    if (missing.length > 0) complaints.push(`lacks ${missing.join(', ')}`);
    return complaints.map((complaint) => `${file}: ${path} ${complaint}`);
  });
}
