import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Record<string, string>;
}

/** A copy of a folder of examples/, with the packed package in the place of the published one. */
export class Example {
  readonly name: string;
  readonly folder: string;
  readonly #manifest: Manifest;

  /** @param place - Folder that holds the copies. */
  constructor(name: string, place: string) {
    this.name = name;
    this.folder = join(place, name);
    cpSync(join(ROOT, 'examples', name), this.folder, {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|dist|_site|\.angular)$/.test(path),
    });
    this.#manifest = JSON.parse(readFileSync(join(this.folder, 'package.json'), 'utf8')) as Manifest;
  }

  install(tarball: string): void {
    this.#manifest.dependencies['rtc-elements'] = `file:${tarball}`;
    writeFileSync(join(this.folder, 'package.json'), JSON.stringify(this.#manifest));
    this.#npm('install', '--no-package-lock', '--no-audit', '--no-fund');
  }

  /** Checks the types, where there are any, and builds the page, where it is not one already. */
  build(...flags: readonly string[]): void {
    for (const script of ['check', 'build']) {
      if (!(script in this.#manifest.scripts)) continue;
      this.#npm('run', script, '--', ...(script === 'build' ? flags : []));
    }
  }

  /** Builds it once more, with another file in the place of one of its own. */
  rebuild(file: string, other: string): void {
    cpSync(other, join(this.folder, file));
    this.#npm('run', 'build');
  }

  /** Copies what was built to a site, into a folder. */
  publish(site: string, folder = this.name): void {
    // `rtc-signal --static dist`: that is what `npm start` serves.
    const output = / --static (\S+)/.exec(this.#manifest.scripts['start'] ?? '')?.[1];
    if (output === undefined) throw new Error(`npm start of ${this.name} serves no folder`);
    const place = join(site, folder);
    rmSync(place, { recursive: true, force: true });
    cpSync(join(this.folder, output), place, {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
  }

  /** Runs npm. The error of a command that fails has what it printed. */
  #npm(...args: readonly string[]): void {
    try {
      execFileSync('npm', args, {
        cwd: this.folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`npm ${args.join(' ')} in ${this.name}:\n${stdout}\n${stderr}`, { cause: error });
    }
  }
}
