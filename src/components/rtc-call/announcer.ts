import type {
  CallSession,
  RtcDeviceChangeEvent,
  RtcErrorEvent,
  RtcStateChangeEvent,
} from '../../core/index.js';
import { load } from '../../internal/load.js';
import { want } from '../../internal/want.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';

const deviceChanges = () => import('./device-changes.js');

/** Something to say, politely; `lasting` until it is over, `quiet` only to people who cannot see it. */
export interface Announcement {
  readonly text: string;
  readonly style: 'passing' | 'lasting' | 'quiet';
}

const NOTHING: Announcement = { text: '', style: 'quiet' };

interface AnnouncerHost {
  readonly session: CallSession;
  requestUpdate(): void;
}

/** Turns what happens in a call into words for its `role="status"`. */
export class Announcer {
  /** What is seen. Another object for every announcement, so that the same words can be said twice. */
  shown = NOTHING;
  /** What has been said since only to people who cannot see it: nobody else loses what they read by it. */
  quiet = NOTHING;

  readonly #host: AnnouncerHost;
  readonly #words: Localize;
  /** What went wrong on the way into the call, and did not keep it from beginning. */
  #missing = '';
  #microphone = false;
  #camera = false;
  #screen = false;
  /** Ids of the others whose connection is interrupted. */
  #interrupted: readonly string[] = [];
  /** Ids of the others who share their screens. */
  #sharing: readonly string[] = [];

  constructor(host: AnnouncerHost, words: Localize) {
    this.#host = host;
    this.#words = words;
  }

  listen(signal: AbortSignal): void {
    const { session } = this.#host;
    const options = { signal };
    session.addEventListener(
      'rtc-state-change',
      (event) => {
        this.#handleState(event);
      },
      options,
    );
    session.addEventListener(
      'change',
      () => {
        this.#handleChange();
      },
      options,
    );
    session.addEventListener(
      'rtc-participant-join',
      ({ participant }) => {
        if (session.state === 'in-call')
          this.#say(this.#words.term('participantJoined', this.#name(participant)));
      },
      options,
    );
    session.addEventListener(
      'rtc-participant-leave',
      ({ participant }) => {
        if (session.state === 'in-call')
          this.#say(this.#words.term('participantLeft', this.#name(participant)));
      },
      options,
    );
    session.addEventListener('rtc-device-change', (event) => void this.#handleDevice(event, signal), options);
    session.addEventListener(
      'rtc-error',
      (event) => {
        this.#handleError(event);
      },
      options,
    );
  }

  #handleState({ state, previous }: RtcStateChangeEvent): void {
    const words = this.#words;
    this.shown = NOTHING;
    switch (state) {
      case 'joining':
        this.#missing = '';
        this.#say(words.term('joining'), 'quiet');
        break;
      case 'in-call':
        this.#say(this.#missing || words.term(previous === 'reconnecting' ? 'connectedAgain' : 'joined'));
        this.#missing = '';
        break;
      case 'reconnecting':
        this.#say(words.term('connectionLost'), 'lasting');
        break;
      case 'left':
        this.#say(words.term('youLeft'), 'quiet');
        break;
      case 'failed':
        this.#say(words.error(this.#host.session.error).join('. '), 'quiet');
        break;
      case 'idle':
        break;
    }
  }

  #handleChange(): void {
    const { media, state, participants } = this.#host.session;
    const { microphone, camera, screen } = media;
    const sharers = participants.filter((participant) => participant.media.screen);
    if (state === 'in-call') {
      if (microphone !== this.#microphone) {
        this.#say(this.#words.term(microphone ? 'microphoneUnmuted' : 'microphoneMuted'), 'quiet');
      }
      if (camera !== this.#camera) {
        this.#say(this.#words.term(camera ? 'cameraTurnedOn' : 'cameraTurnedOff'), 'quiet');
      }
      if (screen !== this.#screen) {
        this.#say(this.#words.term(screen ? 'youShare' : 'sharingEnded'), 'quiet');
      }
      for (const sharer of sharers) {
        if (!this.#sharing.includes(sharer.id))
          this.#say(this.#words.term('participantShares', this.#name(sharer)));
      }
    }
    const interrupted = participants.filter(({ interruptedSince }) => interruptedSince !== undefined);
    for (const participant of state === 'in-call' ? participants : []) {
      const now = interrupted.includes(participant);
      if (now === this.#interrupted.includes(participant.id)) continue;
      this.#say(
        this.#words.term(now ? 'participantInterrupted' : 'participantBack', this.#name(participant)),
        'quiet',
      );
    }
    this.#interrupted = interrupted.map(({ id }) => id);
    this.#microphone = microphone;
    this.#camera = camera;
    this.#screen = screen;
    this.#sharing = sharers.map(({ id }) => id);
  }

  #handleError({ error }: RtcErrorEvent): void {
    const { state } = this.#host.session;
    const words = this.#words.error(error).join('. ');
    if (state === 'reconnecting') this.#say(`${words} ${this.#words.term('connectionLost')}`, 'lasting');
    // What is missing in the call is said when it begins.
    else if (state === 'joining') this.#missing = `${this.#missing} ${words}`.trim();
    // Before and after the call the screen says all but this.
    else if (state === 'in-call' || error.code === 'load-failed') this.#say(words);
  }

  async #handleDevice(event: RtcDeviceChangeEvent, signal: AbortSignal): Promise<void> {
    // What the person chose is known to them.
    if (event.reason === 'selected') return;
    want(deviceChanges);
    // Said at once or never: later it would be about the past.
    const part = await load(deviceChanges).catch(() => undefined);
    if (part && !signal.aborted) {
      this.#say(part.describeChange(event, this.#host.session.media, this.#words));
    }
  }

  #name({ name }: { readonly name: string }): string {
    return isolate(name || this.#words.term('guest'));
  }

  #say(text: string, style: Announcement['style'] = 'passing'): void {
    const said = { text, style };
    if (style !== 'quiet') this.shown = said;
    this.quiet = style === 'quiet' ? said : NOTHING;
    this.#host.requestUpdate();
  }
}
