import { abortable } from '../../internal/abortable.js';
import { deferred, type Deferred } from '../../internal/deferred.js';
import { GatheringLog } from './gathering.js';
import { serversOf } from './ice-urls.js';
import { bestRate, movingPicture, readReceived, type MovingPicture, type Received } from './relay-media.js';
import type { Outcome } from './step-list.js';
import type { CheckReason, IceServerAnswer } from './types.js';
import { pause, withLimit } from './waiting.js';

/** Time in which a relay has to give an address, in ms: with TCP, TLS and two rounds of authentication. */
const ALLOCATION_LIMIT = 8000;

/** Time in which two relayed ends have to connect and to send the first packet, in ms. */
const CONNECTION_LIMIT = 10_000;

/** Highest rate that is sent, in bit/s. */
const MAX_BITRATE = 3_000_000;

/** A rate, in kbit/s, that needs no further proof. */
const ENOUGH_KBPS = 2700;

const SAMPLE_MS = 250;
const MIN_MS = 1500;

export type RelayStep = 'turn-udp' | 'turn-tcp' | 'turn-tls';

/**
 * Sends media from this page through the relays of one kind and back to it (RFC 8656), by two connections that may use
 * nothing but these relays.
 *
 * @param mediaMs - Longest time that is measured.
 */
export async function checkRelay(
  servers: readonly RTCIceServer[],
  kind: RelayStep,
  mediaMs: number,
  signal: AbortSignal,
): Promise<Outcome> {
  const iceServers = serversOf(servers, kind);
  if (iceServers.length === 0) return { state: 'not-measured', reason: 'not-configured' };
  let loopback: RelayLoopback;
  try {
    loopback = new RelayLoopback({ iceServers, iceTransportPolicy: 'relay' });
  } catch (error) {
    return { state: 'failed', reason: 'bad-address', message: String(error) };
  }
  try {
    const answers = await loopback.allocate(iceServers, signal);
    const allocated = answers.some(({ address }) => address !== undefined);
    if (!allocated) return { state: 'failed', reason: whyNot(answers), allocated, servers: answers };
    const samples = await loopback.measure(mediaMs, signal);
    if (samples.length === 0) return { state: 'failed', reason: 'no-media', allocated, servers: answers };
    return { state: 'passed', allocated, servers: answers, ...summary(samples) };
  } finally {
    loopback.close();
  }
}

/** STUN errors by which a server refuses credentials (RFC 8489 §14.8): unauthorized, forbidden, wrong ones. */
const REFUSALS: readonly (number | undefined)[] = [401, 403, 441];

const whyNot = (answers: readonly IceServerAnswer[]): CheckReason =>
  answers.some(({ errorCode }) => REFUSALS.includes(errorCode)) ? 'credentials' : 'unreachable';

function summary(samples: readonly Received[]): Pick<Outcome, 'kbps' | 'loss' | 'roundTripMs'> {
  const last = samples.at(-1);
  const { packets = 0, lost = 0 } = last ?? {};
  const roundTripMs = samples.findLast((sample) => sample.roundTripMs !== undefined)?.roundTripMs;
  return {
    kbps: bestRate(samples),
    loss: packets + lost === 0 ? 0 : lost / (packets + lost),
    ...(roundTripMs !== undefined && { roundTripMs }),
  };
}

/** Two connections in this page, of which one sends a picture to the other. */
class RelayLoopback {
  readonly #sender: RTCPeerConnection;
  readonly #receiver: RTCPeerConnection;
  readonly #log: GatheringLog;
  readonly #connected: Deferred<void> = deferred();
  #picture: MovingPicture | undefined;

  constructor(configuration: RTCConfiguration) {
    this.#sender = new RTCPeerConnection(configuration);
    try {
      this.#receiver = new RTCPeerConnection(configuration);
    } catch (error) {
      // A browser has a limit of connections, and nobody else could close this one.
      this.#sender.close();
      throw error;
    }
    this.#log = new GatheringLog(this.#sender, ({ type }) => type === 'relay');
    passCandidates(this.#sender, this.#receiver);
    passCandidates(this.#receiver, this.#sender);
    this.#receiver.addEventListener('connectionstatechange', () => {
      if (this.#receiver.connectionState === 'connected') this.#connected.resolve();
    });
  }

  /** The answer of each relay, and the address that one of them has given. */
  async allocate(servers: readonly RTCIceServer[], signal: AbortSignal): Promise<IceServerAnswer[]> {
    const limit = withLimit(signal, ALLOCATION_LIMIT);
    try {
      this.#picture = movingPicture();
      this.#sender.addTransceiver(this.#picture.track, {
        direction: 'sendonly',
        sendEncodings: [{ maxBitrate: MAX_BITRATE }],
      });
      await this.#sender.setLocalDescription();
      await abortable(this.#log.found, limit.signal).catch(() => undefined);
    } finally {
      limit.end();
    }
    signal.throwIfAborted();
    return answersOf(this.#log, servers);
  }

  /** Samples of the media that has come through, four in a second; none where no media came. */
  async measure(ms: number, signal: AbortSignal): Promise<Received[]> {
    if (!(await this.#connect(signal))) return [];
    const samples: Received[] = [];
    // A rate is one of a second at least.
    const end = performance.now() + Math.max(ms, MIN_MS);
    while (performance.now() < end && bestRate(samples) < ENOUGH_KBPS) {
      await pause(SAMPLE_MS, signal);
      samples.push(await readReceived(this.#receiver));
    }
    return samples;
  }

  close(): void {
    this.#sender.close();
    this.#receiver.close();
    this.#picture?.stop();
  }

  /** Whether the first packets have come. */
  async #connect(signal: AbortSignal): Promise<boolean> {
    const limit = withLimit(signal, CONNECTION_LIMIT);
    try {
      const offer = this.#sender.localDescription;
      if (!offer) return false;
      await this.#receiver.setRemoteDescription(offer);
      await this.#receiver.setLocalDescription();
      const answer = this.#receiver.localDescription;
      if (!answer) return false;
      await this.#sender.setRemoteDescription(answer);
      await abortable(this.#connected.promise, limit.signal);
      while ((await readReceived(this.#receiver)).packets === 0) await pause(SAMPLE_MS, limit.signal);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (limit.signal.aborted) return false;
      throw error;
    } finally {
      limit.end();
    }
  }
}

/** Candidates that come before the description wait for it. */
function passCandidates(from: RTCPeerConnection, to: RTCPeerConnection): void {
  const waiting: RTCIceCandidate[] = [];
  const add = (candidate: RTCIceCandidate): void => {
    // A connection that was closed meanwhile refuses it.
    to.addIceCandidate(candidate).catch(() => undefined);
  };
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate) return;
    if (to.remoteDescription) add(candidate);
    else waiting.push(candidate);
  });
  to.addEventListener('signalingstatechange', () => {
    if (to.remoteDescription) for (const candidate of waiting.splice(0)) add(candidate);
  });
}

/** A candidate with the URL of its server, which the types of the DOM do not have yet (webrtc-pc §4.8.1). */
type OfServer = RTCIceCandidate & { readonly url?: string | null };

/** Where the browser does not say which server a candidate is from, the first one stands for all. */
function answersOf(
  { candidates, errors }: GatheringLog,
  servers: readonly RTCIceServer[],
): IceServerAnswer[] {
  const relayed: OfServer | undefined = candidates.find(({ type }) => type === 'relay');
  const from = relayed?.url ?? (servers.length > 0 ? String(servers[0]?.urls) : '');
  const failed = errors.filter(
    (error, i) =>
      errors.findIndex(({ url, errorCode }) => url === error.url && errorCode === error.errorCode) === i,
  );
  const given = relayed && [{ url: from, address: `${relayed.address ?? ''}:${relayed.port ?? ''}` }];
  return [...(given ?? []), ...failed];
}
