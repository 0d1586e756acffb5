import type { TestContext } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import type { SignalingServer, SignalingServerOptions } from '../../../server/index.js';
import { waitFor } from '../../support/wait-for.js';
import { RawClient } from './raw-client.js';
import type { ConnectOptions, Joined, JoinOptions } from './raw-client.js';

export interface Fixture {
  readonly server: SignalingServer;
  readonly connect: (options?: ConnectOptions) => Promise<RawClient>;
  /** Connects and joins. */
  readonly member: (room: string, options?: JoinOptions) => Promise<{ client: RawClient; joined: Joined }>;
}

/** A server on a free port, for one test; it and its clients are gone afterwards. */
export async function startServer(t: TestContext, options: SignalingServerOptions = {}): Promise<Fixture> {
  const listening = options.server ? {} : { port: 0, host: '127.0.0.1' };
  // A test on a busy machine may take longer to join than people may.
  const server = await createSignalingServer({ ...listening, joinTimeoutMs: 600_000, ...options });
  const clients = new Set<RawClient>();
  t.after(async () => {
    for (const client of clients) client.terminate();
    await server.close();
  });
  const connect = async (connectOptions?: ConnectOptions): Promise<RawClient> => {
    const client = await RawClient.connect(server.url, connectOptions);
    clients.add(client);
    void client.closed.then(() => clients.delete(client));
    return client;
  };
  return {
    server,
    connect,
    async member(room, joinOptions) {
      const client = await connect();
      return { client, joined: await client.join(room, joinOptions) };
    },
  };
}

/** Waits for a condition that no event tells of. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  await waitFor(what, condition, { pollMs: 5 });
}
