import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requireProgram } from '../../scripts/programs.mjs';
import { freePort } from './free-port.js';
import { startVirtualDisplay } from './virtual-display.js';
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
  const program = requireProgram('webkit');
  const display = await startVirtualDisplay();
  const port = await freePort();
  const server = spawn(program, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    // Wayland would show the window to the person at the machine.
    env: {
      ...process.env,
      DISPLAY: display.name,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      // GStreamer's OpenGL (1.22) breaks down now and then where it draws in software, and the browser with it.
      WEBKIT_GST_DISABLE_GL_SINK: '1',
    },
  });
  const exit = once(server, 'exit');
  // The display last: it takes along a browser that its driver has left behind.
  const end = async (): Promise<void> => {
    server.kill();
    if (server.exitCode === null) await exit;
    await display.close();
  };
  try {
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
