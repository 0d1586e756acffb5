import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { requireProgram } from '../../scripts/programs.mjs';
import { launchChromium, launchFirefox } from '../support/browsers.js';
import { freePort } from '../support/free-port.js';
import type { Authority } from './authority.js';
import { inside, type LabBrowserName } from './namespaces.js';

const UNIX_TO_PORT = fileURLToPath(new URL('unix-to-port.mjs', import.meta.url));

export interface LabBrowserOptions {
  /** For its files; is made. */
  readonly folder: string;
  readonly authority: Authority;
  /** Origins whose pages may use devices although they come over HTTP. */
  readonly trustedOrigins: readonly string[];
}

export interface LabBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Starts a browser in a network namespace. It trusts the authority of the lab. */
export async function launchInside(
  namespace: string,
  name: LabBrowserName,
  options: LabBrowserOptions,
): Promise<LabBrowser> {
  mkdirSync(options.folder, { recursive: true });
  const executablePath = wrap(namespace, requireProgram(name), options.folder);
  return name === 'chromium'
    ? launchChromiumInside(executablePath, options)
    : launchFirefoxInside(namespace, executablePath, options);
}

/** Is controlled through a pipe. */
async function launchChromiumInside(executablePath: string, options: LabBrowserOptions): Promise<LabBrowser> {
  const { folder, authority, trustedOrigins } = options;
  authority.trustIn(join(folder, '.pki/nssdb'));
  const browser = await launchChromium({
    executablePath,
    pipe: true,
    env: { ...process.env, HOME: folder },
    args: [`--unsafely-treat-insecure-origin-as-secure=${trustedOrigins.join()}`],
  });
  return { browser, close: () => browser.close() };
}

/** Is controlled through a WebSocket at its own loopback device, which a forwarder makes one of ours. */
async function launchFirefoxInside(
  namespace: string,
  executablePath: string,
  options: LabBrowserOptions,
): Promise<LabBrowser> {
  const { folder, authority, trustedOrigins } = options;
  const profile = join(folder, 'profile');
  authority.trustIn(profile);
  const port = await freePort();
  const stopForwarding = await forwardPort(namespace, port, join(folder, 'control'));
  const browser = await launchFirefox({
    executablePath,
    debuggingPort: port,
    userDataDir: profile,
    env: { ...process.env, HOME: folder },
    extraPrefsFirefox: {
      'dom.securecontext.allowlist': trustedOrigins.map((origin) => new URL(origin).hostname).join(),
      'media.devices.insecure.enabled': true,
      'media.getusermedia.insecure.enabled': true,
    },
  });
  return {
    browser,
    async close() {
      await browser.close();
      await stopForwarding();
    },
  };
}

/** A program that runs another one in a network namespace: what puppeteer starts is a file. */
function wrap(namespace: string, program: string, folder: string): string {
  const file = join(folder, 'start.sh');
  writeFileSync(file, `#!/bin/sh\nexec ${inside(namespace).join(' ')} ${program} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Makes a port of the loopback device of a namespace the same port of this machine's. */
async function forwardPort(namespace: string, port: number, socket: string): Promise<() => Promise<void>> {
  const [command = '', ...args] = inside(namespace);
  const child = spawn(command, [...args, process.execPath, UNIX_TO_PORT, socket, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  const server = createServer((from) => {
    const to = connect(socket);
    from.pipe(to).pipe(from);
    from.on('error', () => to.destroy());
    to.on('error', () => from.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    server.close();
    child.kill();
    await exit;
  };
}
