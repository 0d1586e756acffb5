import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that a system gives to clients, and to who asks for port 0: from 32768 on Linux, and higher elsewhere.
 * Nobody else takes such a port before the program that is meant to listen on it has started.
 */
const [FIRST, LAST] = [20_000, 32_000];

/** A port that may be free, for TCP or UDP. */
export const randomPort = (): number => FIRST + Math.floor(Math.random() * (LAST - FIRST));

/** A TCP port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomPort();
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}
