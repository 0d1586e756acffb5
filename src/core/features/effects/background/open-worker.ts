import { RtcError } from '../../../errors.js';
import { backgroundWorkers } from '../files.js';
import type { FromWorker, ToWorker } from './messages.js';

/** Time in ms after which a worker that was told to stop is ended by force. */
const STOP_PATIENCE = 1000;

export interface BackgroundWorker {
  readonly worker: Worker;
  /** Whether it can read and make tracks by itself. */
  readonly takesTracks: boolean;
}

/**
 * Starts the worker, in the first way that the browser and the page's Content Security Policy allow.
 *
 * @param signal - Ends the worker.
 * @throws {RtcError} `load-failed`
 */
export async function openWorker(signal: AbortSignal): Promise<BackgroundWorker> {
  let failure: unknown;
  for (const make of backgroundWorkers) {
    try {
      return await open(make, signal);
    } catch (error) {
      signal.throwIfAborted();
      failure = error;
    }
  }
  throw new RtcError('load-failed', `The worker did not start: ${String(failure)}`, { cause: failure });
}

async function open(make: () => Worker, signal: AbortSignal): Promise<BackgroundWorker> {
  const worker = make();
  const end = (): void => {
    worker.postMessage({ type: 'stop' } satisfies ToWorker);
    setTimeout(() => worker.terminate(), STOP_PATIENCE);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    const takesTracks = await new Promise<boolean>((resolve, reject) => {
      const options = { once: true, signal };
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<FromWorker>) => resolve(data.type === 'hello' && data.takesTracks),
        options,
      );
      // A Content Security Policy, or a file that is missing, is told late.
      worker.addEventListener('error', (event) => reject(new TypeError(errorText(event))), options);
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    return { worker, takesTracks };
  } catch (error) {
    signal.removeEventListener('abort', end);
    worker.terminate();
    throw error;
  }
}

/** The text of a worker's error: empty where its file did not load. */
export function errorText(event: ErrorEvent): string {
  event.preventDefault();
  return event.message || 'Its file could not be loaded.';
}
