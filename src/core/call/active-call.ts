import { abortable } from '../../internal/abortable.js';
import { deferred, type Deferred } from '../../internal/deferred.js';
import { onReturn } from '../../internal/on-return.js';
import { randomId } from '../../internal/random-id.js';
import { load } from '../../internal/load.js';
import { GRACE_MS } from '../../protocol/limits.js';
import { RtcError } from '../errors.js';
import { RtcErrorEvent } from '../events.js';
import { PeerLink } from '../peer/peer-link.js';
import type { Spare } from '../peer/spare.js';
import type {
  Joined,
  MemberUpdate,
  SignalingPush,
  SignalingStateEvent,
  SignalingTransport,
} from '../signaling/transport.js';
import { SOURCES, type LocalParticipant } from '../types.js';
import { certified, checkOptions, peerConfiguration, prepare } from './configuration.js';
import type { SessionEvent } from './event-queue.js';
import { findPlace, holdUntil, keepPlace, placeKey, type KeptPlace } from './kept-place.js';
import { wireName, type CallSessionOptions } from './options.js';
import type { OwnMedia } from './own-media.js';
import { Roster } from './roster.js';
import { signalingFor } from './signaling-for.js';

const watchPart = () => import('./watch-connections.js');

/** The part of a session that a stay in a room needs. */
export interface ActiveCallHost {
  readonly own: OwnMedia;
  readonly spare: Spare;
  /** Options as configured now. */
  readonly options: () => CallSessionOptions;
  readonly self: () => LocalParticipant;
  readonly setSelf: (news: Partial<LocalParticipant>) => void;
  readonly enter: (state: 'in-call' | 'reconnecting') => void;
  readonly fail: (error: RtcError) => void;
  readonly announce: (event: SessionEvent) => void;
}

/** One stay in a room, from `join` to its end. Everything that belongs to it ends with it. */
export class ActiveCall {
  /** Settled by the session: once this stay has begun, or with the reason why it has not. */
  readonly joining: Deferred<void> = deferred();
  readonly roster: Roster;
  readonly #host: ActiveCallHost;
  /** Options at the beginning: most of them count for the whole stay. */
  readonly #options: CallSessionOptions;
  readonly #ending = new AbortController();
  #transport: SignalingTransport | undefined;
  /** Place saved by the previous load of the page; until the server has confirmed it, it can be lost again. */
  #place: KeptPlace | undefined;
  #id = '';
  #iceServers: readonly RTCIceServer[] = [];
  #participantLimit = 0;
  #graceMs = GRACE_MS;

  constructor(host: ActiveCallHost) {
    this.#host = host;
    this.#options = host.options();
    this.roster = new Roster({
      createLink: (id) => this.#createLink(id),
      announce: (event) => this.#announce(event),
    });
    host.own.media.addEventListener('change', () => this.#sendTracks(), { signal: this.signal });
  }

  /** Aborts when the stay ends, with the reason. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  get participantLimit(): number {
    return this.#participantLimit;
  }

  /** Whether the options name another room, server or transport by now. */
  get hasMoved(): boolean {
    const now = this.#host.options();
    return placeKey(now) !== placeKey(this.#options) || now.transport !== this.#options.transport;
  }

  /** Configuration of every connection. */
  get configuration(): RTCConfiguration {
    const { iceServers } = this.#host.options();
    return peerConfiguration({ ...this.#options, iceServers }, this.#iceServers);
  }

  /**
   * Opens the devices and joins the room.
   *
   * @throws The failure that keeps the call from being joined, or the reason of `signal`.
   */
  async join(): Promise<void> {
    const { signal } = this;
    signal.throwIfAborted();
    checkOptions(this.#options);
    this.#takePlace();
    try {
      await certified;
      // Restoring name and devices fires `change`, and a listener may leave the call then.
      signal.throwIfAborted();
      prepare(this.#host.spare, this.configuration);
      await abortable(this.#host.own.media.open(), signal);
      const { transport, signaling = '' } = this.#options;
      this.#transport = transport ?? (await abortable(signalingFor(signaling), signal));
      // The call may have ended between the answer and this line.
      signal.throwIfAborted();
      await abortable(this.#joinRoom(this.#transport), signal);
    } catch (error) {
      // Another try or the next load of the page can use it. A person who gave up does not return unasked.
      if (this.#place && !signal.aborted) this.keepPlace();
      throw error;
    }
  }

  /** Closes and releases all that belongs to the stay. */
  async end(reason: Error, hold?: boolean): Promise<void> {
    this.#ending.abort(reason);
    this.roster.close();
    this.#host.spare.close();
    await this.#transport?.leave(hold);
  }

  /** Saves the place in this tab, for a page that goes away and may only be reloaded; says whether it could. */
  keepPlace(): boolean {
    const { own, self, options } = this.#host;
    const token = this.#place?.token ?? this.#transport?.resumeToken;
    if (token === undefined || options().resume === false) return false;
    const { name } = self();
    const until = this.#place?.until ?? holdUntil(this.#graceMs);
    return keepPlace(placeKey(this.#options), { token, name, wanted: own.media.wanted, until });
  }

  /** Tells the others what has changed. */
  update(update: MemberUpdate): void {
    this.#transport?.update(update);
  }

  /** Uses other ICE servers from the next restart on. */
  reconfigure(): void {
    for (const { link } of this.roster.peers) link.setConfiguration(this.configuration);
  }

  #takePlace(): void {
    const place = findPlace(this.#options, 'take');
    if (!place) return;
    this.#place = place;
    this.#host.own.restore(place);
    this.#host.setSelf({ name: this.#host.self().name || place.name });
  }

  #joinRoom(transport: SignalingTransport): Promise<void> {
    const { signal } = this;
    // With a server there is a network between the pages, which can fail.
    if (transport.wake) {
      load(watchPart).then(
        ({ watchConnections }) => watchConnections(this, transport),
        // Without this part it takes longer to notice that a path is gone, and the reason stays unknown.
        () => undefined,
      );
    }
    transport.addEventListener('joined', ({ joined }) => this.#handleJoined(joined), { signal });
    transport.addEventListener('push', ({ push }) => this.#handlePush(push), { signal });
    transport.addEventListener('statechange', (event) => this.#handleSignalingState(event), { signal });
    onReturn(() => {
      transport.wake?.();
      this.#wakeLinks();
    }, signal);
    return transport.join({
      room: this.#options.room ?? '',
      name: wireName(this.#host.self().name),
      // Not one per load: a page that is shown again as it was has new connections, too.
      instance: randomId(),
      token: async () => {
        const { token } = this.#host.options();
        return typeof token === 'function' ? token() : token;
      },
      hasToken: Boolean(this.#host.options().token),
      ...(this.#place && { resumeToken: this.#place.token }),
    });
  }

  #handleJoined(joined: Joined): void {
    this.#place = undefined;
    this.#iceServers = joined.iceServers as readonly RTCIceServer[];
    this.#participantLimit = joined.limits.participants;
    this.#graceMs = joined.limits.graceMs ?? GRACE_MS;
    this.reconfigure();
    const anew = joined.self !== this.#id;
    // A listener may end the call at each of these steps.
    if (anew) this.#beginAnew(joined.self);
    if (!joined.resumed && !this.signal.aborted) this.#meet(joined, anew);
    if (!this.signal.aborted) this.#enter();
  }

  /** The server has forgotten this member: everybody is new to everybody. */
  #beginAnew(id: string): void {
    this.roster.replace([], 'timeout');
    this.#id = id;
    if (!this.signal.aborted) this.#host.setSelf({ id });
  }

  #meet({ participants, seq }: Joined, anew: boolean): void {
    const others = participants.filter(({ id }) => id !== this.#id);
    if (anew || seq) this.roster.replace(others, 'left');
    // The server was started again: the others come back as this member does.
    else this.roster.expect(others, this.#graceMs);
  }

  #enter(): void {
    // An update that was sent into a lost connection may be missing on the server.
    const { name, media } = this.#host.self();
    this.update({ name: wireName(name), media });
    this.#host.enter('in-call');
    this.#wakeLinks();
  }

  #handlePush(push: SignalingPush): void {
    switch (push.type) {
      case 'participant-joined':
      case 'participant-updated':
        if (push.participant.id !== this.#id) this.roster.upsert(push.participant);
        break;
      case 'participant-away':
        this.roster.setAway(push.id);
        break;
      case 'participant-left':
        this.roster.remove(push.id, push.reason);
        break;
      case 'signal':
        this.roster.link(push.from)?.receive(push.payload);
        break;
      case 'ice-servers':
        this.#iceServers = push.iceServers as readonly RTCIceServer[];
        this.reconfigure();
        break;
      case 'error': {
        const { code, message, retryable } = push.error;
        // Somebody left while a message was on its way to them: nothing to report.
        if (code !== 'unknown-participant')
          this.#report(new RtcError(code, message, { recoverable: retryable }));
        break;
      }
    }
  }

  #handleSignalingState({ state, error }: SignalingStateEvent): void {
    if (state === 'reconnecting') this.#host.enter('reconnecting');
    // While joining, the rejected join reports it.
    else if (state === 'closed' && this.#id) {
      this.#host.fail(error ?? new RtcError('server-lost', 'The signaling connection ended.'));
    }
  }

  #createLink(id: string): PeerLink {
    const link = new PeerLink({
      offers: this.#id < id,
      configuration: this.configuration,
      spare: this.#host.spare,
      send: (signal) => this.#transport?.signal(id, signal),
      reachable: () =>
        this.#transport?.state === 'open' && !this.roster.participants.find((other) => other.id === id)?.away,
    });
    this.#sendTracksTo(link);
    let negotiationFailed = false;
    link.addEventListener('error', ({ error: { code, message, cause } }) => {
      // Wrong signals of the other side are its own business, as long as the connection stands.
      if (code === 'bad-message') return;
      // Once: the other side can cause it as often as it likes. A connection that ends by it is reported as failed.
      if (code === 'negotiation-failed' && negotiationFailed) return;
      negotiationFailed ||= code === 'negotiation-failed';
      this.#report(new RtcError(code, message, { cause, subject: id }));
    });
    return link;
  }

  /** Sends the current tracks of camera, microphone and screen to everybody. */
  #sendTracks(): void {
    for (const { link } of this.roster.peers) this.#sendTracksTo(link);
  }

  #sendTracksTo(link: PeerLink): void {
    for (const source of SOURCES) link.setTrack(source, this.#host.own.media.getSentTrack(source));
  }

  #wakeLinks(): void {
    for (const { link } of this.roster.peers) link.wake();
  }

  #report(error: RtcError): void {
    this.#announce(new RtcErrorEvent({ error }));
  }

  #announce(event: SessionEvent): void {
    if (!this.signal.aborted) this.#host.announce(event);
  }
}
