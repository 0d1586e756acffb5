import { executeServerCommand } from '@web/test-runner-commands';

interface Address {
  readonly port: number;
  readonly url: string;
}

/** A signaling server that runs beside the browser, in the process of the test runner. */
export interface TestServer {
  readonly port: number;
  /** Value for `<rtc-call signaling>`. */
  readonly url: string;
  /** Shuts it down, as on SIGTERM. A second time does nothing. */
  stop(): Promise<void>;
}

/** URL of the one server that all tests share; use rooms of your own. */
export async function sharedSignalingUrl(): Promise<string> {
  const response = await fetch('/__signaling.json');
  const { url } = (await response.json()) as { url: string };
  return url;
}

/** Starts a server of its own for a test that stops it, or needs other options (those that survive JSON). */
export async function startSignalingServer(options: Record<string, unknown> = {}): Promise<TestServer> {
  const address = await executeServerCommand<Address, Record<string, unknown>>('signaling:start', options);
  return {
    ...address,
    async stop() {
      await executeServerCommand('signaling:stop', { port: address.port });
    },
  };
}
