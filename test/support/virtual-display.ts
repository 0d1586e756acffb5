import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { requireProgram } from '../../scripts/programs.mjs';

/** A display without a monitor (Xvfb): a browser with a window on it has a screen to share. */
export interface VirtualDisplay {
  /** Value of the environment variable `DISPLAY`. */
  readonly name: string;
  close(): Promise<void>;
}

/** Starts a display of its own. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const child = spawn(
    requireProgram('xvfb'),
    ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const exit = once(child, 'exit');
  const ended = exit.then(([status]): never => {
    throw new Error(`Xvfb ended with status ${String(status)}`);
  });
  // Xvfb chooses a free number and writes it once clients can connect.
  const lines = createInterface(child.stdio[3] as Readable);
  const [number] = await Promise.race([once(lines, 'line') as Promise<[string]>, ended]);
  // It ends long after the race was won, when nobody waits for that.
  ended.catch(() => undefined);
  return {
    name: `:${number}`,
    async close() {
      child.kill();
      await exit;
    },
  };
}
