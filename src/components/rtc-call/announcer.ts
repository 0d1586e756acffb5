import type { CallSession, RtcErrorEvent, RtcStateChangeEvent } from '../../core/index.js';
import { heldBackDevices } from '../kit/toggle-button.js';
import type { Localize } from '../words/localize.js';

/** An announcement: shown for a moment, shown until the next (`lasting`), or for screen readers alone (`quiet`). */
export interface Announcement {
  readonly text: string;
  readonly style: 'passing' | 'lasting' | 'quiet';
}

const NOTHING: Announcement = { text: '', style: 'quiet' };

interface AnnouncerHost {
  readonly session: CallSession;
  requestUpdate(): void;
}

/** Announces state changes and errors of a call in its `role="status"`, and the announcements of others. */
export class Announcer {
  /** The visible announcement. Each is another object, so that the same words can be announced twice. */
  shown = NOTHING;
  /** The announcement since then for screen readers alone: the visible one stays on the screen. */
  quiet = NOTHING;

  readonly #host: AnnouncerHost;
  readonly #words: Localize;
  /** Errors while joining that did not prevent the call. */
  #missing = '';

  constructor(host: AnnouncerHost, words: Localize) {
    this.#host = host;
    this.#words = words;
  }

  listen(signal: AbortSignal): void {
    const { session } = this.#host;
    session.addEventListener('rtc-state-change', (event) => this.#handleState(event), { signal });
    session.addEventListener('rtc-error', (event) => this.#handleError(event), { signal });
  }

  #handleState({ state, previous }: RtcStateChangeEvent): void {
    const words = this.#words;
    this.shown = NOTHING;
    switch (state) {
      case 'joining':
        this.#missing = '';
        this.say(words.term('joining'), 'quiet');
        break;
      case 'in-call':
        this.say(
          [
            this.#missing,
            ...heldBackDevices(this.#host.session).map((source) => words.term('heldBack', source)),
          ]
            .filter(Boolean)
            .join('. ') || words.term(previous === 'reconnecting' ? 'connectedAgain' : 'joined'),
        );
        this.#missing = '';
        break;
      case 'reconnecting':
        this.say(words.term('connectionLost'), 'lasting');
        break;
      case 'left':
        this.say(words.term('youLeft'), 'quiet');
        break;
      case 'failed':
        this.say(words.error(this.#host.session.error).join('. '), 'quiet');
        break;
      case 'idle':
        break;
    }
  }

  #handleError({ error }: RtcErrorEvent): void {
    const { state } = this.#host.session;
    const words = this.#words.error(error).join('. ');
    if (state === 'reconnecting') this.say(`${words} ${this.#words.term('connectionLost')}`, 'lasting');
    // Announced when the call begins, in which something is missing.
    else if (state === 'joining') this.#missing = `${this.#missing} ${words}`.trim();
    // Before and after the call its screen shows all errors but this one.
    else if (state === 'in-call' || error.code === 'load-failed') this.say(words);
  }

  /** Announces something. */
  say(text: string, style: Announcement['style'] = 'passing'): void {
    const said = { text, style };
    if (style !== 'quiet') this.shown = said;
    this.quiet = style === 'quiet' ? said : NOTHING;
    this.#host.requestUpdate();
  }
}
