import type { Server } from 'node:http';
import type { Contender } from '../contenders.js';
import type { Library } from '../libraries.js';
import { freePort, startServer, type RunningServer } from './children.js';
import { buildPages, servePages } from './page-server.js';

/** Pages that call each other, and the signaling server of each library. */
export class CallSite {
  readonly #pages: { readonly server: Server; readonly port: number };
  readonly #servers: ReadonlyMap<Contender, { readonly running: RunningServer; readonly port: number }>;

  private constructor(
    pages: { readonly server: Server; readonly port: number },
    servers: ReadonlyMap<Contender, { readonly running: RunningServer; readonly port: number }>,
  ) {
    this.#pages = pages;
    this.#servers = servers;
  }

  static async open(libraries: readonly Library[]): Promise<CallSite> {
    for (const { prepare } of libraries) await prepare?.();
    await buildPages(libraries.map(({ page }) => page));
    const servers = new Map<Contender, { running: RunningServer; port: number }>();
    for (const contender of new Set(libraries.map((library) => library.contender))) {
      const port = await freePort();
      const flags = contender.dialect === 'rtc-elements' ? ['--allow-origin', '*'] : [];
      const { file, args = [], ...rest } = contender.command(port);
      const running = await startServer({ file, args: [...args, ...flags], ...rest }, port);
      servers.set(contender, { running, port });
    }
    return new CallSite(await servePages(), servers);
  }

  page({ page }: Library): string {
    return `http://127.0.0.1:${this.#pages.port}/${page}`;
  }

  /** Port of the signaling server. */
  port({ contender }: Library): number {
    const server = this.#servers.get(contender);
    if (!server) throw new Error(`${contender.name} was not started`);
    return server.port;
  }

  /** @param port - Of what stands before the signaling server, if anything does. */
  signaling(library: Library, port = this.port(library)): string {
    return `ws://127.0.0.1:${port}${library.contender.path}`;
  }

  async close(): Promise<void> {
    this.#pages.server.close();
    this.#pages.server.closeAllConnections();
    await Promise.all([...this.#servers.values()].map(({ running }) => running.kill()));
  }
}
