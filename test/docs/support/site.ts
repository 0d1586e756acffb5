import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProductionServer } from '../../support/production-server.js';
import type { ProductionServer } from '../../support/production-server.js';
import { ROOT } from './snippets.js';

/** A folder with the built script, served by the production server together with the signaling. */
export class Site {
  readonly folder: string;
  readonly #server: ProductionServer;

  private constructor(folder: string, server: ProductionServer) {
    this.folder = folder;
    this.#server = server;
  }

  static async create(): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), 'docs-'));
    await cp(join(ROOT, 'dist/cdn'), folder, { recursive: true });
    // Browsers ask for it by themselves.
    await writeFile(join(folder, 'favicon.ico'), '');
    return new Site(folder, await startProductionServer('--static', folder, '--grace', '1'));
  }

  /** Address of a file, as a page that is no part of the site sees it with `127.0.0.1`. */
  url(name: string, host = 'localhost'): string {
    return `http://${host}:${this.#server.port}/${name}`;
  }

  /** Puts a file on the site and returns its address. */
  async add(name: string, text: string): Promise<string> {
    await writeFile(join(this.folder, name), this.localize(text));
    return this.url(name);
  }

  /** The text with this site in place of `calls.example.com`, the one that the documentation speaks of. */
  localize(text: string): string {
    return text
      .replaceAll('https://calls.example.com', `http://localhost:${this.#server.port}`)
      .replaceAll('wss://calls.example.com', `ws://localhost:${this.#server.port}`);
  }

  async close(): Promise<void> {
    await this.#server.stop();
    await rm(this.folder, { recursive: true });
  }
}

/** The document that a block of HTML is, or stands in. */
export function toDocument(html: string): string {
  if (html.startsWith('<!doctype')) return html;
  return `<!doctype html>
<html lang="en">
  <meta name="viewport" content="width=device-width" />
  <title>Example</title>
  <script type="module" src="/rtc-elements.js"></script>
  ${html}
</html>`;
}
