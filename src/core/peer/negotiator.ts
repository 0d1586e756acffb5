import type { PeerSignal, PeerSignalOf } from '../../protocol/index.js';
import { toRtcError } from '../errors.js';
import { CandidateQueue, ufragsOf } from './candidate-queue.js';
import { adoptLayout, type Layout } from './layout.js';

export interface NegotiatorOptions {
  readonly pc: RTCPeerConnection;
  /** Stands on everything that is sent. */
  readonly epoch: number;
  /** Makes all offers; the other side answers them, and asks for one when it needs one. */
  readonly offers: boolean;
  /** Gives `pc` its layout, for the first offer. */
  readonly createLayout: () => Layout;
  readonly send: (signal: PeerSignal) => void;
  /** Edits a description of the other side before it is set. */
  readonly editRemote: (sdp: string) => string;
  /** The other side has answered from another RTCPeerConnection than before: this one is connected with nothing. */
  readonly onForgotten: () => void;
  /** The layout stands: tracks can be sent. */
  readonly onLayout: (layout: Layout) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Offer and answer (RFC 8829) of one RTCPeerConnection. Only one of the two sides ever offers, so no offers meet
 * and none has to be rolled back: in Chromium 156 a rollback stops the picture of every track that is being
 * received, for good. Descriptions are set one after another.
 */
export class Negotiator {
  readonly #options: NegotiatorOptions;
  readonly #pc: RTCPeerConnection;
  readonly #candidates = new CandidateQueue();
  /** Generations of the other side. The browser writes a description anew each time that it is asked for it. */
  #remoteUfrags: ReadonlySet<string> = new Set();
  /** Id of the session that the other side has described. */
  #remoteSession: string | undefined;
  #steps: Promise<void> = Promise.resolve();
  #hasLayout = false;
  /** Number of the newest offer, of the side that makes them. */
  #offerId = 0;
  /** Generation of the candidate that was found last. */
  #gathered = '';

  constructor(options: NegotiatorOptions, signal: AbortSignal) {
    this.#options = options;
    this.#pc = options.pc;
    this.#pc.addEventListener('icecandidate', ({ candidate }) => this.#sendCandidate(candidate), { signal });
    if (!options.offers) return;
    const offerIfStable = (): Promise<void> | undefined =>
      // Otherwise the event fires again once the state is stable.
      this.#pc.signalingState === 'stable' ? this.#offer() : undefined;
    this.#pc.addEventListener('negotiationneeded', () => this.#step(offerIfStable), { signal });
    this.#step(() => {
      this.#setLayout(options.createLayout());
      // At once: the event comes a few milliseconds later, and not at all after an offer.
      return this.#offer();
    });
  }

  /** Looks for new paths: makes an offer with new ICE credentials (RFC 8445 §9), or asks for one. */
  restart(): void {
    const { offers, epoch, send } = this.#options;
    if (!offers) {
      send({ kind: 'restart', epoch, offerId: this.#offerId });
      return;
    }
    this.#pc.restartIce();
    // An offer without an answer is replaced: it, or its answer, may be lost.
    if (this.#pc.signalingState === 'have-local-offer') this.#step(() => this.#offer());
  }

  /** Takes in what the other side says of this connection. */
  receive(signal: PeerSignalOf<'description' | 'candidate' | 'restart'>): void {
    this.#step(() => {
      if (signal.kind === 'candidate') return this.#receiveCandidate(signal);
      if (signal.kind === 'restart') return this.#receiveRestart(signal);
      return signal.description.type === 'offer' ? this.#receiveOffer(signal) : this.#receiveAnswer(signal);
    });
  }

  async #offer(): Promise<void> {
    this.#offerId += 1;
    await this.#pc.setLocalDescription();
    this.#sendDescription();
  }

  async #receiveOffer({ offerId, description }: PeerSignalOf<'description'>): Promise<void> {
    if (this.#options.offers || offerId <= this.#offerId) return; // Not its business; late, or heard twice.
    this.#offerId = offerId;
    await this.#setRemoteDescription(description);
    if (!this.#hasLayout) this.#setLayout(adoptLayout(this.#pc));
    await this.#pc.setLocalDescription();
    this.#sendDescription();
  }

  async #receiveAnswer({ offerId, description }: PeerSignalOf<'description'>): Promise<void> {
    if (this.#pc.signalingState !== 'have-local-offer' || offerId !== this.#offerId) return;
    if (this.#remoteSession !== undefined && this.#remoteSession !== sessionOf(description.sdp)) {
      this.#options.onForgotten();
      return;
    }
    await this.#setRemoteDescription(description);
  }

  async #setRemoteDescription({ type, sdp }: PeerSignalOf<'description'>['description']): Promise<void> {
    await this.#pc.setRemoteDescription({ type, sdp: this.#options.editRemote(sdp) });
    this.#remoteUfrags = ufragsOf(sdp);
    this.#remoteSession = sessionOf(sdp);
    for (const ufrag of this.#remoteUfrags) {
      for (const candidate of this.#candidates.take(ufrag)) this.#addCandidate(candidate);
    }
  }

  #receiveRestart({ offerId }: PeerSignalOf<'restart'>): void {
    // Asked for before the newest offer arrived: that one is the answer to it.
    if (this.#options.offers && offerId === this.#offerId) this.restart();
  }

  #receiveCandidate({ ufrag, candidate }: PeerSignalOf<'candidate'>): void {
    const init = (candidate ?? null) as RTCIceCandidateInit | null;
    if (this.#remoteUfrags.has(ufrag)) this.#addCandidate(init);
    else this.#candidates.add(ufrag, init);
  }

  /** Does not wait: the browser keeps the order of what is asked of it (webrtc-pc §4.4.1.2), and is busy enough. */
  #addCandidate(candidate: RTCIceCandidateInit | null): void {
    this.#pc.addIceCandidate(candidate).catch((error: unknown) => {
      // One bad candidate is no reason to give up the others, and not worth a word to anybody.
      this.#report(toRtcError(error, 'bad-message'));
    });
  }

  #setLayout(layout: Layout): void {
    this.#hasLayout = true;
    this.#options.onLayout(layout);
  }

  #sendDescription(): void {
    // It has just been set.
    const { type, sdp } = this.#pc.localDescription as {
      readonly type: 'offer' | 'answer';
      readonly sdp: string;
    };
    this.#options.send({
      kind: 'description',
      epoch: this.#options.epoch,
      offerId: this.#offerId,
      description: { type, sdp },
    });
  }

  #sendCandidate(candidate: RTCIceCandidate | null): void {
    const { pc, epoch, send } = this.#options;
    // Their end names no generation: it is that of the candidates before it.
    const named = candidate ? candidate.usernameFragment : this.#gathered;
    const [ufrag = ''] = named ? [named] : ufragsOf(pc.localDescription?.sdp);
    this.#gathered = ufrag;
    send({
      kind: 'candidate',
      epoch,
      offerId: this.#offerId,
      ufrag,
      // Its `candidate` is always there (webrtc-pc §4.8.1).
      candidate: candidate && { ...(candidate.toJSON() as { candidate: string }), usernameFragment: ufrag },
    });
  }

  #step(step: () => Promise<void> | void): void {
    this.#steps = this.#steps
      .then(() => (this.#pc.signalingState === 'closed' ? undefined : step()))
      .catch((error: unknown) => {
        this.#report(error);
      });
  }

  /** Reports a failure, unless the connection was closed meanwhile: then whatever was under way fails. */
  #report(error: unknown): void {
    if (this.#pc.signalingState !== 'closed') this.#options.onError(error);
  }
}

/** The `sess-id` of a description, the same for the life of an RTCPeerConnection (RFC 8829 §5.2.2). */
const sessionOf = (sdp: string): string => /^o=\S+ (\S+)/m.exec(sdp)?.[1] ?? '';
