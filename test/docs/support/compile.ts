import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Snippet } from './snippets.js';

const TSC = join(ROOT, 'node_modules/typescript-native/bin/tsc');

/** Compiler options of a new project, and others that keep examples honest. */
const OPTIONS = {
  target: 'ES2022',
  module: 'NodeNext',
  moduleDetection: 'force',
  strict: true,
  noImplicitOverride: true,
  skipLibCheck: true,
  noEmit: true,
} as const;

/** A folder inside of the package, where `rtc-elements` means what is published: `dist`, by the `exports`. */
export class ExampleFolder {
  readonly path: string;

  constructor(name: string) {
    this.path = join(ROOT, 'build/docs', name);
    rmSync(this.path, { recursive: true, force: true });
    mkdirSync(this.path, { recursive: true });
  }

  /** The file of a block, which has one of its own. */
  nameOf({ place }: Snippet): string {
    return `${place.replace(/\W+/g, '-')}.ts`;
  }

  /** Writes a block into its file, as `code` where something in it has been changed. */
  write(snippet: Snippet, code = snippet.code): string {
    const name = this.nameOf(snippet);
    writeFileSync(join(this.path, name), code);
    return name;
  }

  /** Checks the types of all files; what tsc says, or an empty text. */
  check(options: { readonly lib: readonly string[]; readonly types: readonly string[] }): string {
    const compilerOptions = { ...OPTIONS, ...options };
    writeFileSync(join(this.path, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }));
    return spawnSync(process.execPath, [TSC, '-p', this.path], { encoding: 'utf8' }).stdout;
  }
}
