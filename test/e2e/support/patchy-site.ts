import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));

const page = (attributes: string): string => `<!doctype html>
<html lang="en">
  <title>Standup</title>
  <link rel="icon" href="data:," />
  <script>
    var told = [], unhandled = [], ran = [];
    addEventListener('rtc-error', ({ error }) => told.push(error.code));
    addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));
  </script>
  <script type="module" src="/rtc-elements.js"></script>
  <rtc-call ${/\bsignaling=/.test(attributes) ? '' : 'signaling="broadcast:"'} ${attributes}></rtc-call>
</html>`;

/** Events that a page on this site writes down. */
export interface Notes {
  /** Codes of all `rtc-error`s. */
  readonly told: readonly string[];
  readonly unhandled: readonly string[];
  /** Every file that ran, so often as it did. */
  readonly ran: readonly string[];
}

/** A site with the built script, whose files can be missing for a while. */
export class PatchySite {
  /** Files of the folder beside the script that are not to be had just now; `*` for all. */
  readonly missing = new Set<string>();
  /** Files that are answered only once they are taken out again; then `release`. */
  readonly held = new Set<string>();
  /** Paths that were asked for, with their queries. */
  readonly requests: string[] = [];
  #waiting: (() => void)[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(({ url = '' }, response) => {
      void this.#answer(new URL(url, 'http://localhost'), response);
    });
  }

  static async open(): Promise<PatchySite> {
    const site = new PatchySite();
    await once(site.#server.listen(0, '127.0.0.1'), 'listening');
    return site;
  }

  /** A page with an `<rtc-call>` that has these attributes. */
  url(attributes: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/?${new URLSearchParams({ attributes }).toString()}`;
  }

  /** Everything is there again. */
  repair(): void {
    this.missing.clear();
    this.held.clear();
    for (const go of this.#waiting.splice(0)) go();
  }

  async close(): Promise<void> {
    this.repair();
    this.#server.closeAllConnections();
    await once(this.#server.close(), 'close');
  }

  async #answer({ pathname, search, searchParams }: URL, response: ServerResponse): Promise<void> {
    this.requests.push(pathname + search);
    if (pathname === '/') {
      response.setHeader('content-type', 'text/html');
      response.end(page(searchParams.get('attributes') ?? ''));
      return;
    }
    const [, name = ''] = /^\/rtc-elements\/([\w.-]+)$/.exec(pathname) ?? [];
    if (this.held.has(name)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (name && (this.missing.has('*') || this.missing.has(name))) {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('Try later.');
      return;
    }
    const code = await readFile(`${CDN}${pathname}`, 'utf8');
    response.setHeader('content-type', 'text/javascript');
    response.end(`${code};ran.push(${JSON.stringify(name)});`);
  }
}
