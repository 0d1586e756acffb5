import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from '../lib/processes.js';
import { bundle } from './bundle.js';
import { FOLDER, PACKAGE_FILES, SCRIPTS, SOURCE_FOLDER } from './effect-table.mjs';
import { placeEffectFiles } from './place-effect-files.js';

interface EffectFile {
  readonly name: string;
  readonly content: string | Buffer;
}

/** Paths of the files that come from packages. */
export const packagePaths = (): string[] =>
  Object.values(PACKAGE_FILES).map((path) => join(ROOT, 'node_modules', path));

/** The files that come from packages. */
export const packageFiles = (): EffectFile[] =>
  Object.entries(PACKAGE_FILES).map(([name, path]) => ({
    name,
    content: readFileSync(join(ROOT, 'node_modules', path)),
  }));

/** All files that effects load by their address; worker and worklet as one minified file each. */
export async function effectFiles(): Promise<EffectFile[]> {
  const scripts = SCRIPTS.map(async (name) => {
    const { code } = await bundle(`${SOURCE_FOLDER}/${name}.ts`);
    return { name: `${name}.js`, content: code };
  });
  return [...packageFiles(), ...(await Promise.all(scripts))];
}

/** For Vite, which knows workers but no worklets: gives the files to a page of its own under the address of the site. */
export function effectFilesForVite(): Plugin {
  let files: Promise<EffectFile[]> | undefined;
  return {
    ...placeEffectFiles(`/${FOLDER}/`, 'location.href'),
    enforce: 'pre',
    configureServer(server) {
      server.middlewares.use(`/${FOLDER}/`, ({ url = '' }, response, next) => {
        files ??= effectFiles();
        files.then((all) => {
          const file = all.find((one) => url === `/${one.name}`);
          if (!file) {
            next();
            return;
          }
          response.setHeader('content-type', mimeType(file.name));
          response.end(file.content);
        }, next);
      });
    },
    async generateBundle() {
      for (const { name: file, content } of await effectFiles()) {
        this.emitFile({ type: 'asset', fileName: `${FOLDER}/${file}`, source: content });
      }
    },
  };
}

function mimeType(name: string): string {
  if (name.endsWith('.js')) return 'text/javascript';
  return name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
}
