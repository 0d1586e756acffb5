import type { Messages } from '../../channels/messages.js';
import type { PeerLink } from '../../peer/peer-link.js';
import type { CallSession } from '../../call/call-session.js';
import type { Peer } from '../../call/peers.js';

const TOPIC = 'quality';

/** Low-data mode with one participant, until they leave or reload the page. */
interface Partner {
  readonly link: PeerLink;
  /** They decline the camera. */
  declines: boolean;
  /** This side has said that it declines. */
  isInformed: boolean;
}

/** Low-data mode: one's own wish for sound only, and that of the others. */
export class LowData {
  readonly #session: CallSession;
  readonly #messages: Messages;
  readonly #onChange: () => void;
  readonly #partners = new Map<string, Partner>();
  #on = false;
  /** State of the camera before it was closed here, to which it returns. */
  #camera: 'off' | 'wanted' | 'open' = 'off';

  /** @param onChange - Called when somebody else begins or ceases to decline the camera. */
  constructor(session: CallSession, messages: Messages, onChange: () => void) {
    this.#session = session;
    this.#messages = messages;
    this.#onChange = onChange;
    session.peers.each((peer) => this.#attach(peer));
    messages.on(TOPIC, ({ from, data }) => this.#receive(from, data));
    session.addEventListener('change', () => {
      // The person has opened it: low-data mode no longer decides about it.
      if (this.#on && session.isOn('camera')) this.#camera = 'off';
    });
  }

  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    if (on) this.#pause();
    else this.#resume();
    for (const id of this.#partners.keys()) this.#inform(id);
  }

  isDeclinedBy(participantId: string): boolean {
    return this.#partners.get(participantId)?.declines ?? false;
  }

  #pause(): void {
    const { media } = this.#session;
    this.#camera = media.camera ? 'open' : this.#session.isOn('camera') ? 'wanted' : 'off';
    if (this.#camera !== 'off') void media.setCamera(false);
  }

  #resume(): void {
    const { media, state } = this.#session;
    const camera = this.#camera;
    this.#camera = 'off';
    if (camera === 'off') return;
    const open = state === 'in-call' || state === 'reconnecting' || (state === 'idle' && camera === 'open');
    // Nobody waits for it: what goes wrong is an `rtc-error` of the session.
    if (open) this.#session.toggleCamera(true).catch(() => undefined);
    else media.wanted = { ...media.wanted, camera: true };
  }

  #attach({ id, link, signal }: Peer): void {
    this.#partners.set(id, { link, declines: false, isInformed: false });
    signal.addEventListener('abort', () => this.#partners.delete(id));
    // A message may have been lost with the previous connection.
    link.addEventListener('control', () => this.#inform(id), { signal });
    this.#inform(id);
  }

  #inform(id: string): void {
    const partner = this.#partners.get(id);
    // Without a channel nobody can be told; without a message the other side sends everything.
    if (!partner?.link.control || !(this.#on || partner.isInformed)) return;
    partner.isInformed = true;
    try {
      this.#messages.send(TOPIC, { video: !this.#on }, id);
    } catch {
      // Too many messages wait for somebody who cannot be reached; the next connection sends it again.
    }
  }

  #receive(from: string, data: unknown): void {
    const partner = this.#partners.get(from);
    const video = typeof data === 'object' && data !== null && 'video' in data ? data.video : undefined;
    if (!partner || typeof video !== 'boolean') return;
    partner.declines = !video;
    this.#onChange();
  }
}
