import { RateLimit } from '../../internal/rate-limit.js';
import { typedEventTarget } from '../../internal/typed-event-target.js';
import type { PeerSignal } from '../../protocol/index.js';
import { RtcError, toRtcError } from '../errors.js';
import { take } from '../taken-tracks.js';
import { SOURCES, type PeerState, type Source } from '../types.js';
import { openChannel, type Connection } from './connection.js';
import { History } from './history.js';
import { Inbox } from './inbox.js';
import { createLayout, type Layout } from './layout.js';
import { Negotiator } from './negotiator.js';
import { PeerErrorEvent, PeerTrackEvent, type PeerLinkEventMap } from './peer-events.js';
import { Progress } from './progress.js';
import { Recovery, type RecoveryTimes } from './recovery.js';
import type { Prepared, Spare } from './spare.js';

export interface PeerLinkOptions {
  /** Makes the offers. Exactly one of the two sides: the one whose id comes first. */
  readonly offers: boolean;
  readonly configuration: RTCConfiguration;
  /** Takes a signal to the other side. */
  readonly send: (signal: PeerSignal) => void;
  /** Whether the other side hears what is sent; while not, a broken path waits. Default: always. */
  readonly reachable?: () => boolean;
  readonly times?: Partial<RecoveryTimes>;
  /** A connection that was made before, for the side that offers. */
  readonly spare?: Spare;
}

/**
 * The connection with one other participant, across everything that happens to it: one RTCPeerConnection at a
 * time, each with its own epoch, and a new one where the old one cannot be saved.
 */
export class PeerLink extends typedEventTarget<PeerLinkEventMap>() {
  /** Events of this link, for looking into it. Holds addresses and ICE passwords: keep it in the page. */
  readonly history = new History();
  /** Edits each description of the other side before it is set; the history keeps what was received. */
  editRemote = (sdp: string): string => sdp;
  /** Sources that the other side has been asked not to send: their silence says nothing of the path. */
  readonly unasked = new Set<Source>();
  readonly #options: PeerLinkOptions;
  readonly #recovery: Recovery;
  readonly #inbox = new Inbox(this.#receive.bind(this), this.#report.bind(this));
  readonly #tracks: Partial<Record<Source, MediaStreamTrack | null>> = {};
  /** Connections that the other side causes: a browser makes only so many. */
  readonly #causes = new RateLimit(32, 1);
  #configuration: RTCConfiguration;
  #connection: Connection | undefined;
  #epoch = 0;

  constructor(options: PeerLinkOptions) {
    super();
    this.#options = options;
    this.#configuration = options.configuration;
    this.#recovery = new Recovery(
      {
        reachable: options.reachable ?? (() => true),
        progress: (isNew) => this.#connection?.progress.read(isNew) ?? Promise.resolve(0),
        restart: () => {
          this.history.add({ type: 'restart' });
          this.#connection?.negotiator.restart();
        },
        renew: () => {
          this.history.add({ type: 'renew' });
          this.#renew();
        },
        fail: () => this.#fail(),
        announce: () => {
          this.history.add({ type: 'link', state: this.state });
          this.dispatchEvent(new Event('statechange'));
        },
      },
      options.times,
    );
  }

  get state(): PeerState {
    return this.#recovery.state;
  }

  /** The RTCPeerConnection of the moment, to look at: statistics, states, descriptions. */
  get connection(): RTCPeerConnection | undefined {
    return this.#connection?.pc;
  }

  /** The channel for what the two pages say to each other; another one after every `control` event. */
  get control(): RTCDataChannel | undefined {
    return this.#connection?.control;
  }

  /** Whether a relay (TURN) is configured: without one there is no path out of some networks. */
  get hasRelay(): boolean {
    return hasRelay(this.#configuration);
  }

  /** Begins, once the owner listens: makes an offer, or waits for one. */
  start(): void {
    if (this.#options.offers) this.#connect();
    else this.#recovery.started();
  }

  /** Transceiver of `source`, once a connection has been agreed on; replaced before each `control` event. */
  transceiver(source: Source): RTCRtpTransceiver | undefined {
    return this.#connection?.layout?.[source];
  }

  sender(source: Source): RTCRtpSender | undefined {
    return this.transceiver(source)?.sender;
  }

  receiver(source: Source): RTCRtpReceiver | undefined {
    return this.transceiver(source)?.receiver;
  }

  /**
   * Opens a data channel that the other side opens, too, under the same id.
   *
   * @throws {DOMException} When the id is in use.
   */
  openChannel(label: string, id: number): RTCDataChannel | undefined {
    return this.#connection && openChannel(this.#connection, label, id);
  }

  /** Track that the other side sends as `source`, as a page takes it: all of its picture is sent from then on. */
  getTrack(source: Source, saysView = false): MediaStreamTrack | null {
    const track = this.receiver(source)?.track ?? null;
    return saysView ? track : take(track);
  }

  /** Sends `track` as `source` from now on, or nothing (`null`); costs no negotiation. */
  setTrack(source: Source, track: MediaStreamTrack | null): void {
    if ((this.#tracks[source] ?? null) === track) return;
    this.#tracks[source] = track;
    this.history.add({ type: 'sending', source, on: track !== null });
    if (this.#connection) this.#sendTrack(this.#connection, source);
  }

  /** Uses other ICE servers from the next restart on. */
  setConfiguration(configuration: RTCConfiguration): void {
    this.#configuration = configuration;
    try {
      this.#connection?.pc.setConfiguration(configuration);
    } catch (error) {
      this.#report(toRtcError(error, 'invalid-options'));
    }
  }

  /** Takes in what the other side sent; nothing in it is trusted. */
  receive(payload: unknown): void {
    this.#inbox.take(payload);
  }

  /** Looks for a new path at once, when the person asks for it. */
  restart(): void {
    this.#recovery.retry();
  }

  /** Looks for a new path at once where the present one is broken: after a change of network, say. */
  wake(): void {
    // An offer without an answer was lost, or its answer was, while the old path came back.
    if (this.state === 'connected' && this.connection?.signalingState === 'have-local-offer')
      this.#connection?.negotiator.restart();
    else this.#recovery.wake();
  }

  getStats(): Promise<RTCStatsReport> | undefined {
    return this.#connection?.pc.getStats();
  }

  /** Ends the link for good. The tracks that were sent go on: they belong to who created them. */
  close(): void {
    this.#disconnect();
    this.#recovery.close();
  }

  #receive(signal: PeerSignal): void {
    if (this.state === 'closed' || signal.epoch < this.#epoch) return;
    if (signal.kind === 'renew') {
      this.history.add({ type: 'received', signal });
      // One that is being made is not made once more: this side notices by itself when nothing comes of it.
      const underWay = ['new', 'connecting'].includes(this.connection?.connectionState ?? '');
      if (this.#options.offers && !underWay && this.#causes.take()) this.#connect(signal.epoch + 1);
      return;
    }
    if (signal.epoch > this.#epoch) {
      if (!this.#causes.take()) return;
      this.#connect(signal.epoch + (this.#options.offers ? 1 : 0));
      if (this.#options.offers) return; // Ours is the newer one now; the other side will follow it.
    }
    this.history.add({ type: 'received', signal });
    this.#connection?.progress.note(signal);
    this.#connection?.negotiator.receive(signal);
  }

  #connect(epoch = Math.max(Date.now(), this.#epoch + 1)): void {
    this.#disconnect();
    // A listener to the previous state may have ended the link.
    if (this.state === 'closed') return;
    this.#epoch = this.history.epoch = epoch;
    const made = this.#createConnection();
    if (made) this.#connection = this.#equip(made, epoch);
    // Where the browser made none, the attempt fails and there is another one.
    this.#recovery.started();
  }

  /** Makes the parts of a connection, and listens to it until it is closed. */
  #equip({ pc, layout }: Prepared, epoch: number): Connection {
    const closing = new AbortController();
    const { signal } = closing;
    const connection: Connection = {
      pc,
      closing,
      progress: new Progress(pc),
      negotiator: new Negotiator(
        {
          pc,
          epoch,
          offers: this.#options.offers,
          createLayout: () => layout ?? createLayout(pc, this.#tracks),
          // A step under way may end after its connection: by then the link may belong to nobody.
          send: (signal) => {
            if (connection !== this.#connection) return;
            connection.progress.note(signal);
            this.#send(signal);
          },
          editRemote: (sdp) => this.editRemote(sdp),
          // The other side took this one for gone, and has met it anew.
          onForgotten: () => this.#connect(),
          onLayout: (layout) => this.#adopt(connection, layout),
          onError: (error) => this.#report(error),
        },
        signal,
      ),
    };
    const observe = (): void => this.#recovery.observe(pc.connectionState);
    // A restart of a path that still works changes no state of the connection: it is over with the answer.
    const observeRestart = (): void => {
      if (pc.signalingState === 'stable' && pc.connectionState === 'connected') observe();
    };
    this.history.watch(pc, signal);
    pc.addEventListener('connectionstatechange', observe, { signal });
    pc.addEventListener('signalingstatechange', observeRestart, { signal });
    return connection;
  }

  #createConnection(): Prepared | undefined {
    const { offers, spare } = this.#options;
    try {
      const prepared = offers ? spare?.take(this.#configuration) : undefined;
      return prepared ?? { pc: new RTCPeerConnection(this.#configuration) };
    } catch (error) {
      this.#report(toRtcError(error, 'invalid-options'));
      return undefined;
    }
  }

  #adopt(connection: Connection, layout: Layout): void {
    connection.layout = layout;
    const control = (connection.control = openChannel(connection, 'control', 0));
    // An explicit close() of the other side is heard here long before ICE notices that nobody answers.
    control.addEventListener('close', () => this.#recovery.lose(), { signal: connection.closing.signal });
    for (const source of SOURCES) {
      if (layout[source].sender.track !== (this.#tracks[source] ?? null)) this.#sendTrack(connection, source);
    }
    // Before the description: codecs can still be preferred.
    this.dispatchEvent(new Event('control'));
    // The browser is at work on the description meanwhile.
    queueMicrotask(() => {
      if (connection === this.#connection) this.#announceTracks(layout);
    });
  }

  #announceTracks(layout: Layout): void {
    for (const source of SOURCES) {
      this.history.add({ type: 'receiving', source });
      this.dispatchEvent(new PeerTrackEvent(source, layout[source].receiver.track));
    }
  }

  #sendTrack(connection: Connection, source: Source): void {
    const track = this.#tracks[source] ?? null;
    connection.layout?.[source].sender.replaceTrack(track).catch((error: unknown) => {
      // Refused by a connection that was closed meanwhile, or overtaken by another track: no failure.
      if (connection === this.#connection && this.#tracks[source] === track) this.#report(error);
    });
  }

  #renew(): void {
    if (this.#options.offers) this.#connect();
    else this.#send({ kind: 'renew', epoch: this.#epoch });
  }

  #send(signal: PeerSignal): void {
    this.history.add({ type: 'sent', signal });
    this.#options.send(signal);
  }

  #fail(): void {
    this.#report(
      new RtcError(
        'connection-failed',
        `No path to the other participant was found; a relay (TURN) ${this.hasRelay ? 'is configured' : 'may be missing'}.`,
      ),
    );
  }

  #disconnect(): void {
    this.#connection?.closing.abort();
    this.#connection?.pc.close();
    this.#connection = undefined;
  }

  #report(error: unknown): void {
    this.dispatchEvent(new PeerErrorEvent(toRtcError(error, 'negotiation-failed')));
  }
}

/** Whether a relay (TURN) is among the ICE servers. */
export const hasRelay = ({ iceServers }: RTCConfiguration): boolean =>
  /"turns?:/.test(JSON.stringify(iceServers));
