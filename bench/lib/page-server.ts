import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../scripts/lib/processes.js';
import { ELEMENTS_FOLDER } from './elements.js';
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

/** Serves a page at `/NAME` with nothing in it but its script, and the elements below `/elements/`. */
export async function servePages(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = scriptAt(pathname);
    if (file === undefined) {
      const script = `<script type="module" src="${pathname}.js"></script>`;
      response
        .setHeader('Content-Type', 'text/html')
        .end(`<!doctype html><link rel="icon" href="data:," /><body>${script}</body>`);
    } else if (existsSync(file)) {
      response.setHeader('Content-Type', 'text/javascript').end(readFileSync(file));
    } else {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

/** File of a script by the path of its address; `undefined` for the path of a page. */
function scriptAt(path: string): string | undefined {
  const [, element] = /^\/elements\/([\w./-]+)$/.exec(path) ?? [];
  if (element !== undefined) return join(ELEMENTS_FOLDER, element);
  return path.endsWith('.js') ? join(SCRIPTS, path) : undefined;
}
