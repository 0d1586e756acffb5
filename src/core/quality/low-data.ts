import type { Messages } from '../messages/messages.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { CallSession } from '../session/call-session.js';

const TOPIC = 'quality';

/** Low-data mode: one's own wish for sound only, and that of the others. */
export class LowData {
  readonly #session: CallSession;
  readonly #messages: Messages;
  readonly #onChange: () => void;
  readonly #declining = new WeakSet<PeerLink>();
  readonly #links = new WeakSet<PeerLink>();
  /** Who was told that this side declines. */
  readonly #told = new WeakSet<PeerLink>();
  #on = false;
  /** What the camera was when it was closed here: it becomes that again. */
  #camera: 'off' | 'wanted' | 'open' = 'off';

  /** @param onChange - Called when somebody else declines the camera, or does so no more. */
  constructor(session: CallSession, messages: Messages, onChange: () => void) {
    this.#session = session;
    this.#messages = messages;
    this.#onChange = onChange;
    messages.on(TOPIC, ({ from, data }) => {
      this.#hear(from, data);
    });
    session.addEventListener('change', () => {
      this.#follow();
    });
    this.#follow();
  }

  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    if (on) this.#pause();
    else this.#resume();
    for (const { id } of this.#session.participants) this.#tell(id);
  }

  isDeclinedBy(participantId: string): boolean {
    const link = this.#session.getPeer(participantId);
    return link !== undefined && this.#declining.has(link);
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

  #follow(): void {
    // The person opened it: from now on it is theirs alone.
    if (this.#on && this.#session.isOn('camera')) this.#camera = 'off';
    for (const { id } of this.#session.participants) {
      const link = this.#session.getPeer(id);
      if (!link || this.#links.has(link)) continue;
      this.#links.add(link);
      // What was said into a connection that was lost may be lost, too.
      link.addEventListener('control', () => {
        this.#tell(id);
      });
      if (link.control) this.#tell(id);
    }
  }

  #tell(id: string): void {
    const link = this.#session.getPeer(id);
    // Before there is a channel there is nobody to tell; without a word everything is sent.
    if (!link?.control || !(this.#on || this.#told.has(link))) return;
    this.#told.add(link);
    try {
      this.#messages.send(TOPIC, { video: !this.#on }, id);
    } catch {
      // Far too much waits already for somebody who cannot be reached; the next connection tells.
    }
  }

  #hear(from: string, data: unknown): void {
    const link = this.#session.getPeer(from);
    const video = typeof data === 'object' && data !== null && 'video' in data ? data.video : undefined;
    if (!link || typeof video !== 'boolean') return;
    if (video) this.#declining.delete(link);
    else this.#declining.add(link);
    this.#onChange();
  }
}
