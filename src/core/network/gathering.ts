import { deferred, type Deferred } from '../../internal/deferred.js';
import type { IceServerAnswer } from './types.js';

/** The candidates that a browser has gathered with some ICE servers. */
export interface Gathering {
  readonly candidates: readonly RTCIceCandidate[];
  readonly errors: readonly IceServerAnswer[];
  /** The local addresses from which a server could not be reached, one for each error; `''` where the browser hides it. */
  readonly failedAddresses: readonly string[];
  /** The browser has nothing more to ask. */
  readonly complete: boolean;
}

/** Notes what a connection gathers, from its making on. */
export class GatheringLog {
  readonly candidates: RTCIceCandidate[] = [];
  readonly errors: IceServerAnswer[] = [];
  readonly failedAddresses: string[] = [];
  readonly #found: Deferred<void> = deferred();

  /** @param isEnough - Says of each candidate whether nothing more is needed. */
  constructor(connection: RTCPeerConnection, isEnough: (candidate: RTCIceCandidate) => boolean) {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate) return;
      this.candidates.push(candidate);
      if (isEnough(candidate)) this.#found.resolve();
    });
    connection.addEventListener('icecandidateerror', ({ url, errorCode, errorText, address }) => {
      this.errors.push({ url, errorCode, errorText });
      this.failedAddresses.push(address ?? '');
    });
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') this.#found.resolve();
    });
  }

  /** Settles once there is enough, or nothing more to come. */
  get found(): Promise<void> {
    return this.#found.promise;
  }
}

/**
 * Gathers candidates (RFC 8445 §5.1.1) until there is enough, nothing more to come, or `signal` aborts, which is how a
 * time-out ends it.
 */
export async function gather(
  configuration: RTCConfiguration,
  isEnough: (candidate: RTCIceCandidate) => boolean,
  signal: AbortSignal,
): Promise<Gathering> {
  const connection = new RTCPeerConnection(configuration);
  const log = new GatheringLog(connection, isEnough);
  try {
    connection.createDataChannel('gathering');
    await connection.setLocalDescription();
    await Promise.race([log.found, aborted(signal)]);
    const { candidates, errors, failedAddresses } = log;
    return { candidates, errors, failedAddresses, complete: connection.iceGatheringState === 'complete' };
  } finally {
    connection.close();
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
