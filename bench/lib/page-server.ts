import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../scripts/lib/processes.js';
import { BUILT } from './transpile.js';

const PAGES = join(ROOT, 'bench/pages');
const SCRIPTS = join(BUILT, 'pages');

/** Bundles the pages, each into one script. */
export async function buildPages(names: readonly string[]): Promise<void> {
  for (const name of names) {
    await build({
      root: PAGES,
      configFile: false,
      logLevel: 'warn',
      // The one that it publishes for browsers; the other one needs Node's modules.
      resolve: { alias: { 'simple-peer': 'simple-peer/simplepeer.min.js' } },
      build: {
        target: 'es2022',
        outDir: SCRIPTS,
        emptyOutDir: false,
        modulePreload: false,
        rolldownOptions: {
          input: { [name]: join(PAGES, `${name}.ts`) },
          output: { entryFileNames: '[name].js', codeSplitting: false },
        },
      },
    });
  }
}

/** Serves a page at `/NAME` with nothing in it but its script. */
export async function servePages(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(({ url = '/' }, response) => {
    const [, name = '', script] = /^\/([\w-]+)(\.js)?$/.exec(url) ?? [];
    if (script) {
      response.setHeader('Content-Type', 'text/javascript').end(readFileSync(join(SCRIPTS, `${name}.js`)));
    } else {
      response
        .setHeader('Content-Type', 'text/html')
        .end(
          `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/${name}.js"></script>`,
        );
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}
