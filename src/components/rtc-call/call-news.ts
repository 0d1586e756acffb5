import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession, CaptureSource, Participant, RtcDeviceChangeEvent } from '../../core/index.js';
import { CAPTURE_SOURCES } from '../../core/media/capture-kinds.js';
import { heldBackDevices } from '../kit/toggle-button.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';
import type { Announcer } from './announcer.js';
import './call-news.words.js';
import { describeChange } from './device-changes.js';
import { Interruptions } from './interruptions.js';

/** The call, as far as its news need it. */
interface NewsHost extends ReactiveControllerHost {
  readonly session: CallSession;
}

/** The state of a call that announcements are made from, at one moment. */
interface Seen {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  /** Devices that are on, and of which the system gives nothing. */
  readonly heldBack: readonly CaptureSource[];
  /** Ids of the others whose connection is interrupted. */
  readonly interrupted: readonly string[];
  /** Ids of the others who share their screens. */
  readonly sharing: readonly string[];
  /** Ids of the others whose words have to be compared again. */
  readonly changed: readonly string[];
}

/** Announces changes in a call: participants who come and go, shared screens, and the devices of this participant. */
export class CallNews implements ReactiveController {
  readonly #call: NewsHost;
  readonly #words: Localize;
  readonly #announcer: Announcer;
  readonly #interruptions = new Interruptions({
    began: (id) => this.#sayOf(id, 'participantInterrupted'),
    over: (id) => this.#sayOf(id, 'participantBack'),
  });
  #connection: AbortController | undefined;
  #seen: Seen;

  constructor(call: NewsHost, words: Localize, announcer: Announcer) {
    this.#words = words;
    this.#announcer = announcer;
    this.#call = call;
    // Devices and words that were held back or changed before this part was loaded are announced now.
    this.#seen = { ...look(call.session), heldBack: [], changed: [] };
    call.addController(this);
  }

  hostConnected(): void {
    const options = (this.#connection = new AbortController());
    const { session } = this.#call;
    session.addEventListener('change', () => this.#handleChange(), options);
    session.addEventListener(
      'rtc-participant-join',
      ({ participant }) => this.#say(this.#words.term('participantJoined', this.#name(participant))),
      options,
    );
    session.addEventListener(
      'rtc-participant-leave',
      ({ participant }) => {
        this.#interruptions.leave(participant.id);
        this.#say(this.#words.term('participantLeft', this.#name(participant)));
      },
      options,
    );
    session.addEventListener('rtc-device-change', (event) => this.#handleDevice(event), options);
    this.#handleChange();
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#interruptions.clear();
  }

  #handleChange(): void {
    const { session } = this.#call;
    const before = this.#seen;
    const now = (this.#seen = look(session, before));
    const words = this.#words;
    if (now.microphone !== before.microphone) {
      this.#say(words.term(now.microphone ? 'microphoneUnmuted' : 'microphoneMuted'), 'quiet');
    }
    if (now.camera !== before.camera) {
      this.#say(words.term(now.camera ? 'cameraTurnedOn' : 'cameraTurnedOff'), 'quiet');
    }
    for (const source of CAPTURE_SOURCES) {
      const [was, is] = [before, now].map(({ heldBack }) => heldBack.includes(source));
      // Somebody who has switched the device off meanwhile knows that it is off.
      if (is !== was && session.isOn(source)) this.#say(words.term(is ? 'heldBack' : 'givenBack', source));
    }
    if (now.screen !== before.screen) this.#sayScreen();
    for (const participant of session.participants) this.#sayParticipant(participant, before, now);
    this.#sayVerification(
      session.participants.filter(({ id }) => now.changed.includes(id) && !before.changed.includes(id)),
    );
  }

  #sayParticipant(participant: Participant, before: Seen, now: Seen): void {
    const { id } = participant;
    if (now.sharing.includes(id) && !before.sharing.includes(id)) {
      this.#say(this.#words.term('participantShares', this.#name(participant)));
    }
    const interrupted = now.interrupted.includes(id);
    if (interrupted === before.interrupted.includes(id)) return;
    if (interrupted) this.#interruptions.begin(id);
    else this.#interruptions.end(id);
  }

  #sayOf(id: string, term: 'participantInterrupted' | 'participantBack'): void {
    const participant = this.#call.session.participants.find((one) => one.id === id);
    if (participant) this.#say(this.#words.term(term, this.#name(participant)), 'quiet');
  }

  #sayVerification(changed: readonly Participant[]): void {
    if (changed.length === 0) return;
    const warnings = changed.map((one) => this.#words.term('verificationChanged', this.#name(one)));
    // Announced last: an announcement of the same moment, such as a return to the call, would replace it.
    queueMicrotask(() => this.#say(warnings.join(' ')));
  }

  #sayScreen(): void {
    // Its sound may be held right after its picture.
    queueMicrotask(() => {
      const { media } = this.#call.session;
      if (!media.screen) this.#say(this.#words.term('sharingEnded'), 'quiet');
      else if (media.getTrack('screen-audio')) this.#say(this.#words.term('youShare'), 'quiet');
      else this.#say(this.#words.term('youShareSilently'));
    });
  }

  #handleDevice(event: RtcDeviceChangeEvent): void {
    // The person has chosen this device, and knows.
    if (event.reason === 'selected') return;
    this.#announcer.say(describeChange(event, this.#call.session.media, this.#words));
  }

  #say(text: string, style?: 'quiet'): void {
    if (this.#call.session.state === 'in-call') this.#announcer.say(text, style);
  }

  #name({ name }: { readonly name: string }): string {
    return isolate(name || this.#words.term('guest'));
  }
}

function look(session: CallSession, before?: Seen): Seen {
  const { media, participants, features, state } = session;
  const changed = participants.filter(({ id }) => features.verification?.[id]?.state === 'changed');
  const { microphone, camera, screen } = media;
  const idsOf = (found: CallSession['participants']): string[] => found.map(({ id }) => id);
  return {
    microphone,
    camera,
    screen,
    heldBack: heldBackDevices(session),
    interrupted: idsOf(participants.filter(({ interruptedSince }) => interruptedSince !== undefined)),
    sharing: idsOf(participants.filter((participant) => participant.media.screen)),
    // A warning waits until there is a call to announce it in.
    changed: state === 'in-call' || !before ? idsOf(changed) : before.changed,
  };
}
