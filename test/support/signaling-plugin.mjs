import { tsImport } from 'tsx/esm/api';

/**
 * Answers at `/__bad-gateway` as a proxy does whose server is away.
 *
 * @type {NonNullable<import('@web/test-runner').TestRunnerConfig['middleware']>[number]}
 */
export const badGateway = async (context, next) => {
  if (context.path === '/__bad-gateway') context.status = 502;
  else await next();
};

/**
 * Lets browser tests speak with real signaling servers (see signaling.ts, its other half): one runs beside all tests,
 * with its URL at `/__signaling.json`; the commands `signaling:start` and `signaling:stop` run others, and
 * `signaling:script` one that the test plays itself (see scripted-server.ts).
 *
 * @returns {import('@web/test-runner').TestRunnerPlugin<any>}
 */
export function signalingPlugin() {
  /** @type {Map<number, { port: number, close(): Promise<void> }>} */
  const servers = new Map();
  /** @type {Promise<{ port: number, url: string }> | undefined} */
  let shared;

  /** @param {Record<string, unknown>} [options] */
  async function start(options) {
    /** @type {typeof import('../../server/index.js')} */
    const { createSignalingServer } = await tsImport('../../server/index.ts', import.meta.url);
    // The tests' pages come from another port.
    const server = await createSignalingServer({
      port: 0,
      host: 'localhost',
      allowOrigin: ['*'],
      ...options,
    });
    servers.set(server.port, server);
    return { port: server.port, url: `ws://localhost:${server.port}/signal` };
  }

  async function startScripted() {
    /** @type {typeof import('./scripted-server-host.js')} */
    const { ScriptedServerHost } = await tsImport('./scripted-server-host.ts', import.meta.url);
    const server = await ScriptedServerHost.start();
    servers.set(server.port, server);
    return { port: server.port, control: server.control };
  }

  /** @param {number} port */
  async function stop(port) {
    const server = servers.get(port);
    servers.delete(port);
    await server?.close();
    return server !== undefined;
  }

  return {
    name: 'signaling',
    async serve({ path }) {
      if (path !== '/__signaling.json') return;
      shared ??= start();
      return { body: JSON.stringify(await shared), type: 'json' };
    },
    async executeCommand({ command, payload }) {
      if (command === 'signaling:start') return start(payload);
      if (command === 'signaling:script') return startScripted();
      if (command === 'signaling:stop') return stop(payload.port);
      return undefined;
    },
    async serverStop() {
      await Promise.all([...servers.keys()].map(stop));
    },
  };
}
