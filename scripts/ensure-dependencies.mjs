import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean,
 *   optionalDependencies?: Record<string, string> }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Installs the dependencies of package-lock.json, unless exactly these are there.
 *
 * @param {string} folder - Of another package-lock.json than the one at the root.
 */
export async function ensureDependencies(folder = '.') {
  requireNode();
  const cwd = join(root, folder);
  const reason = whatIsMissing(cwd);
  if (reason === undefined) return;

  console.log(`Installing dependencies (${reason}) …`);
  // Out of an `npm run`, npm says where it is; that way needs no shell, on Windows neither.
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('The dependencies could not be installed: see above. Is the npm registry reachable?');
    process.exit(1);
  }
}

function requireNode() {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const wanted = engines.node.replace('>=', '');
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  console.error(`This needs Node ${wanted} or newer; here runs ${process.versions.node}.`);
  process.exit(1);
}

/** Compares by content, since git sets modification times as it likes. */
function whatIsMissing(/** @type {string} */ folder) {
  // Written by npm during the last installation:
  // https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles
  const installedFile = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return 'there are none yet';
  const wanted = readLockfile(join(folder, 'package-lock.json'));
  const installed = readLockfile(installedFile);
  const own = Object.keys(wanted.packages['']?.optionalDependencies ?? {}).map(
    (name) => `node_modules/${name}`,
  );
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(wanted.packages)) {
    // Optional ones are mostly binaries for other systems; those of our own run everywhere, and tests need them.
    if (path === '' || ((optional || devOptional || peer) && !own.includes(path))) continue;
    if (installed.packages[path]?.version !== version) {
      return `${path.replace('node_modules/', '')} ${version} is missing`;
    }
  }
  return undefined;
}

/** @type {(file: string) => Lockfile} */
function readLockfile(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
