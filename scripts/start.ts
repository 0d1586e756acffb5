// npm start [-- --https]: the demo and the signaling server, on one port.
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { createServer as createViteServer } from 'vite';
import { createSignalingServer } from '../server/index.js';
import { ROOT } from './lib/processes.js';
import { certificate } from './start/certificate.js';
import { lanAddresses } from './start/lan-addresses.js';

const { https, port, host } = readOptions();

let stoppingSince: number | undefined;
let answer: RequestListener = (_request, response) => response.writeHead(503).end();
const handle: RequestListener = (request, response) => {
  answer(request, response);
};
const server = https ? createHttpsServer(await certificate(), handle) : createHttpServer(handle);

server.once('error', (error: NodeJS.ErrnoException) => {
  const inUse = error.code === 'EADDRINUSE';
  console.error(
    inUse
      ? `Port ${port} is in use. Choose another one: PORT=8081 npm start`
      : `Cannot listen: ${error.message}`,
  );
  process.exit(1);
});
await new Promise<void>((resolve) => server.listen({ port, host }, resolve));

const signaling = await createSignalingServer({ server });
const vite = await createViteServer({
  configFile: `${ROOT}vite.config.ts`,
  logLevel: 'warn',
  appType: 'mpa',
  server: {
    middlewareMode: true,
    // On the same port as the calls, so on a path of its own.
    hmr: { server, path: '/__hmr' },
    allowedHosts: [hostname(), `${hostname()}.local`],
  },
});
answer = (request, response) => {
  if (request.url === '/healthz') signaling.handleRequest(request, response);
  else vite.middlewares(request, response);
};

announce();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, handleSignal);

function readOptions(): { https: boolean; port: number; host: string | undefined } {
  try {
    const { values } = parseArgs({ options: { https: { type: 'boolean', default: false } } });
    const { PORT = '8080', HOST } = process.env;
    const port = Number(PORT);
    if (!/^\d+$/.test(PORT) || port > 65535)
      throw new Error(`PORT must be a number up to 65535, not "${PORT}"`);
    return { https: values.https, port, host: HOST === '' ? undefined : HOST };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('usage: npm start [-- --https]   (PORT, default 8080, and HOST from the environment)');
    process.exit(2);
  }
}

function announce(): void {
  const { port: actualPort } = server.address() as AddressInfo;
  const url = (address: string) => `${https ? 'https' : 'http'}://${address}:${actualPort}/`;
  const lines = ['', `  rtc-elements is at ${url(host ?? 'localhost')}`, ''];
  if (https) {
    const addresses = host === undefined ? lanAddresses() : [];
    if (addresses.length > 0) {
      lines.push(
        '  From another device in this network:',
        ...addresses.map((address) => `    ${url(address)}`),
        '',
      );
    }
    lines.push(
      '  The certificate was made on this machine, so every browser warns once: that is expected. Go on by',
      '  "Advanced". It is there because browsers give camera and microphone to secure pages only: HTTPS, or localhost.',
    );
  } else {
    lines.push(
      '  Open it in two tabs, with the same ?room=, and call yourself.',
      '  For a phone or another computer: npm start -- --https',
      '  (browsers give camera and microphone to secure pages only: HTTPS, or localhost).',
    );
  }
  console.log([...lines, '', '  Ctrl-C ends it.', ''].join('\n'));
}

/** The first signal ends cleanly, another one at once; npm passes Ctrl-C on, so that it may come twice. */
function handleSignal(): void {
  if (stoppingSince === undefined) {
    stoppingSince = Date.now();
    void stop();
  } else if (Date.now() - stoppingSince > 300) {
    process.exit(1);
  }
}

async function stop(): Promise<void> {
  await signaling.close();
  await vite.close();
  server.close();
  server.closeAllConnections();
}
