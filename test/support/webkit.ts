import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { requireProgram } from '../../scripts/programs.mjs';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';
import { WebDriver } from './web-driver.js';

export interface WebKit {
  readonly driver: WebDriver;
  /** Ends the browser, its driver and its display. */
  close(): Promise<void>;
}

export interface WebKitOptions {
  /** Whether there are fake devices; otherwise there are those of the machine, mostly none. Default `true`. */
  readonly devices?: boolean;
}

/** Starts a WebKitGTK on a display of its own. */
export async function launchWebKit({ devices = true }: WebKitOptions = {}): Promise<WebKit> {
  const webDriver = requireProgram('webkit');
  const xvfb = requireProgram('xvfb');

  const children: ChildProcess[] = [];
  // The last first: a display that goes away takes along a browser that its driver has left behind.
  const end = async (): Promise<void> => {
    for (const child of children.reverse()) await endChild(child);
  };
  try {
    const display = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    children.push(display);
    const number = await firstLine(display, display.stdio[3] as Readable);

    const port = await freePort();
    const server = spawn(webDriver, [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      // Wayland would show the window to the person at the machine.
      env: { ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
    });
    children.push(server);
    const url = `http://127.0.0.1:${port}`;
    await waitFor('WebKitWebDriver', async () => {
      if (server.exitCode !== null) throw new Error(`It ended with status ${server.exitCode}.`);
      return (await fetch(`${url}/status`)).ok;
    });

    const driver = await WebDriver.create(url, {
      'webkitgtk:browserOptions': {
        args: ['--automation', ...(devices ? ['--enable-mock-capture-devices=true'] : [])],
      },
    });
    return {
      driver,
      async close() {
        await driver.close().finally(end);
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** First line of an output of a process that may also end without one. */
async function firstLine(child: ChildProcess, output: Readable): Promise<string> {
  const ended = once(child, 'exit').then(([status]): never => {
    throw new Error(`${child.spawnfile} ended with status ${String(status)}`);
  });
  const lines = createInterface(output);
  const line = await Promise.race([once(lines, 'line') as Promise<[string]>, ended]);
  // Ends after the race was won, when nobody waits for it any more.
  ended.catch(() => undefined);
  return line[0];
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
