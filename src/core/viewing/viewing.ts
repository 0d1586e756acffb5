import { typedEventTarget } from '../../internal/typed-event-target.js';
import { feature } from '../call/feature.js';
import type { Peer, Peers } from '../call/peers.js';
import { Messages } from '../channels/messages.js';
import { RtcError } from '../errors.js';
import type { PeerLink } from '../peer/peer-link.js';
import { isTaken } from '../taken-tracks.js';
import { isSize, PICTURE_SOURCES, TOPIC, union, type PictureSource, type Size, type View } from './view.js';
import { Wishes } from './wishes.js';

/**
 * Time without a word for which a picture counts as seen in full, in ms: tiles begin to say it within 10 s.
 */
const PATIENCE = 12_000;

interface Partner {
  readonly wishes: Wishes;
  /** Sources of which it is known who looks at them. */
  readonly known: Set<PictureSource>;
  /** Views that the page has set. */
  readonly page: Partial<Record<PictureSource, Size | null>>;
}

/** The part of a `CallSession` that its views need. */
export interface ViewedCall {
  readonly peers: Peers;
  readonly participants: readonly unknown[];
  getPeer(participantId: string): PeerLink | undefined;
}

/** The view that a viewer has of a picture: its size on the screen or in a file, all of it, or nothing at the moment. */
export interface Look {
  /** Id of the participant. */
  readonly participant: string;
  readonly source: PictureSource;
  readonly view: View;
}

/**
 * The views that this page has of the pictures of the others, told to each of them, so that nobody sends what nobody sees.
 * Tiles, the small window, recordings and photos say what they show (`show`), and the page says it for tracks that it has
 * taken itself (`set`). Fires `change` when other pictures stand still.
 */
export class Viewing extends typedEventTarget<{ change: Event }>() {
  /** The views of a call, always the same object. */
  static readonly of = feature((session: ViewedCall) => new Viewing(session));

  readonly #session: ViewedCall;
  readonly #messages: Messages;
  readonly #looks = new Map<object, readonly Look[]>();
  readonly #partners = new Map<string, Partner>();
  #moving: ReadonlySet<string> | undefined;

  private constructor(session: ViewedCall) {
    super();
    this.#session = session;
    this.#messages = Messages.of(session);
    session.peers.each((peer) => this.#attach(peer));
  }

  /**
   * Participants whose cameras are asked for; undefined for all. The pictures of the others stand still, where the device
   * cannot show more. Pictures that are wanted in full go on.
   */
  get moving(): ReadonlySet<string> | undefined {
    return this.#moving;
  }

  set moving(ids: ReadonlySet<string> | undefined) {
    this.#moving = ids;
    this.#refresh();
    this.dispatchEvent(new Event('change'));
  }

  /** Whether a camera is not asked for because of `moving`, although somebody looks at it. */
  isStanding(participantId: string): boolean {
    return this.#moving?.has(participantId) === false && isStandable(this.#seen(participantId, 'camera'));
  }

  /** Whether less than all of a picture has been asked for. */
  isReduced(participantId: string, source: PictureSource): boolean {
    return this.#wish(participantId, source) !== 'full';
  }

  /** Replaces the looks of a viewer. Without any, the viewer is forgotten. */
  show(viewer: object, looks: readonly Look[]): void {
    const before = this.#looks.get(viewer) ?? [];
    if (looks.length > 0) this.#looks.set(viewer, looks);
    else this.#looks.delete(viewer);
    for (const { participant, source } of [...before, ...looks]) {
      const partner = this.#partners.get(participant);
      partner?.known.add(source);
      partner?.wishes.refresh();
    }
  }

  /**
   * Sets the view that the page has of a track that it took by `getTrack` or `rtc-track`; until then it sees all of it.
   *
   * @throws {RtcError} `unknown-participant`; `invalid-options` for another source or size.
   */
  set(participantId: string, source: PictureSource, view: Size | null): void {
    const partner = this.#partners.get(participantId);
    if (!partner) {
      throw new RtcError('unknown-participant', `Nobody with the id "${participantId}" is in the call.`);
    }
    if (!PICTURE_SOURCES.includes(source) || (view !== null && !isSize(view))) {
      throw new RtcError(
        'invalid-options',
        'A view is of "camera" or "screen", and has a width and a height from 1 to 16384 device pixels, or is null.',
        { recoverable: false },
      );
    }
    partner.page[source] = view;
    partner.known.add(source);
    partner.wishes.refresh();
  }

  #attach({ id, link, signal }: Peer): void {
    const wishes = new Wishes({
      link,
      signal,
      wish: (source) => this.#wish(id, source),
      send: (views) => this.#messages.send(TOPIC, views, id),
    });
    this.#partners.set(id, { wishes, known: new Set(), page: {} });
    signal.addEventListener('abort', () => this.#partners.delete(id));
    // Nobody who has a tile for the picture needs longer to say so.
    const timer = setTimeout(() => {
      for (const source of PICTURE_SOURCES) this.#partners.get(id)?.known.add(source);
      wishes.refresh();
    }, PATIENCE);
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  /** The view to ask for: that of all viewers, unless the picture has to stand. */
  #wish(id: string, source: PictureSource): View {
    const view = this.#seen(id, source);
    const stands = source === 'camera' && this.#moving?.has(id) === false && isStandable(view);
    return stands ? null : view;
  }

  /** All that the viewers and the page see of a picture. */
  #seen(id: string, source: PictureSource): View {
    const partner = this.#partners.get(id);
    // A tile of a participant who has just come has not said anything yet.
    if (!partner?.known.has(source)) return 'full';
    const track = this.#session.getPeer(id)?.receiver(source)?.track ?? null;
    const page = partner.page[source];
    let view: View = page === undefined ? (isTaken(track) ? 'full' : null) : page;
    for (const look of [...this.#looks.values()].flat()) {
      if (look.participant === id && look.source === source) view = union(view, look.view);
    }
    return view;
  }

  #refresh(): void {
    for (const { wishes } of this.#partners.values()) wishes.refresh();
  }
}

/** Recordings and pages get what they want. */
const isStandable = (view: View): boolean => view !== null && view !== 'full';
