import type { PeerSignal } from '../../protocol/index.js';
import type { Source } from '../types.js';

/** Most records that are kept. */
const MAX_RECORDS = 300;

/** Most UTF-16 code units of SDP that are kept. A hostile page may send 300 descriptions of 48 KiB; a call has a dozen. */
const MAX_SDP = 512 * 1024;

/** States of a connection that fire an event of their own (webrtc-pc §4.3). */
const STATES = ['signaling', 'iceGathering', 'iceConnection', 'connection'] as const;

/** An event of a link, by `type`. */
export type LinkEvent =
  /** An offer, an answer, a candidate, or a request for a restart or a renewal. Descriptions hold ICE passwords. */
  | { readonly type: 'sent' | 'received'; readonly signal: PeerSignal }
  /** A state of the RTCPeerConnection, its DTLS transport (`dtls`) or the link (`link`) has changed. */
  | { readonly type: (typeof STATES)[number] | 'dtls' | 'link'; readonly state: string }
  /** An ICE server failed (webrtc-pc §4.8.3). */
  | {
      readonly type: 'candidateError';
      readonly url: string;
      readonly code: number;
      /** Text of the server; may be empty. */
      readonly text: string;
    }
  /** This side looks for a new path, or makes a new connection. */
  | { readonly type: 'restart' | 'renew' }
  /** This side sends `source` from now on, or nothing in its place. */
  | { readonly type: 'sending'; readonly source: Source; readonly on: boolean }
  /** There is a track of the other side for `source`; it is silent while they send nothing. */
  | { readonly type: 'receiving'; readonly source: Source }
  /** Quality of reception from the other side: `good`, `fair` or `poor`. */
  | { readonly type: 'quality'; readonly grade: string };

/** An event of a link, when it happened in ms since the Unix epoch, and the epoch of its connection. */
export type LinkRecord = { readonly at: number; readonly epoch: number } & LinkEvent;

/** The last 300 events of a link, for a panel that is opened later. */
export class History {
  /** Epoch of the connection that events belong to. */
  epoch = 0;
  #records: readonly LinkRecord[] = [];

  /** Oldest first; another array after each event. */
  get records(): readonly LinkRecord[] {
    return this.#records;
  }

  add(event: LinkEvent): void {
    const records = [...this.#records, { at: Date.now(), epoch: this.epoch, ...event }].slice(-MAX_RECORDS);
    let kept = 0;
    const tooOld = records.findLastIndex((record) => (kept += sdpLength(record)) > MAX_SDP);
    this.#records = records.slice(tooOld + 1);
  }

  /** Records the states of a connection until `signal` is aborted. */
  watch(pc: RTCPeerConnection, signal: AbortSignal): void {
    let transport: RTCDtlsTransport | null | undefined;
    const watchTransport = (): void => {
      const current = pc.getSenders()[0]?.transport;
      if (!current || current === transport) return;
      transport = current;
      current.addEventListener('statechange', () => this.add({ type: 'dtls', state: current.state }), {
        signal,
      });
    };
    for (const type of STATES) {
      const note = (): void => {
        // There is none before the first description.
        watchTransport();
        this.add({ type, state: pc[`${type}State`] });
      };
      pc.addEventListener(`${type}StateChange`.toLowerCase(), note, { signal });
    }
    pc.addEventListener(
      'icecandidateerror',
      ({ url, errorCode: code, errorText: text }) => this.add({ type: 'candidateError', url, code, text }),
      { signal },
    );
  }
}

function sdpLength(event: LinkEvent): number {
  const isSignal = event.type === 'sent' || event.type === 'received';
  return isSignal && event.signal.kind === 'description' ? event.signal.description.sdp.length : 0;
}
