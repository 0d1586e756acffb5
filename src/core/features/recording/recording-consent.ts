import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { Messages } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import type { Peer } from '../../call/peers.js';
import { readMessage, TOPIC } from './recording-messages.js';

/** Request of another participant. */
interface Asking {
  readonly recording: string;
  readonly running: boolean;
  /** Not there until somebody has decided. */
  readonly answer?: boolean;
}

/** Time for which somebody who was refused is not listened to, in ms. */
const QUIET_TIME = 60_000;

/** Most requests of somebody in that time. */
const MAX_REQUESTS = 3;

/**
 * Consent of this person to recordings that others make: who asks, and whose recordings one is in. Without an
 * answer nobody of this package records anybody.
 */
export class RecordingConsent extends typedEventTarget<{ change: Event }>() {
  /** The consent of a call, always the same object. Get it before the call is joined: until then nobody answers. */
  static readonly of = feature((session: CallSession) => new RecordingConsent(session));

  readonly #session: CallSession;
  readonly #messages: Messages;
  readonly #asking = new Map<string, Asking>();
  /** Times of the last requests of each participant, in ms. */
  readonly #times = new Map<string, readonly number[]>();

  private constructor(session: CallSession) {
    super();
    this.#session = session;
    this.#messages = Messages.of(session);
    this.#messages.on(TOPIC, ({ from, data }) => this.#receive(from, data));
    session.peers.each((peer) => this.#forgetAfter(peer));
  }

  /** Ids of those who want to record and have no answer yet, the first one first. */
  get requests(): readonly string[] {
    return this.#idsOf(({ answer }) => answer === undefined);
  }

  /** Ids of those in whose recording one is just now. */
  get recorders(): readonly string[] {
    return this.#idsOf(({ answer, running }) => answer === true && running);
  }

  /** Agrees to be recorded by this participant; by the first one who asks where it is left out. */
  accept(participant = this.requests[0]): void {
    this.#answer(participant, true);
  }

  /** Refuses, and for a minute every further request of this participant. */
  decline(participant = this.requests[0]): void {
    this.#answer(participant, false);
  }

  /** Takes the agreement back: one is in no further picture or sound. From everybody where it is left out. */
  withdraw(participant?: string): void {
    for (const id of participant === undefined ? this.recorders : [participant]) this.#answer(id, false);
  }

  #answer(id: string | undefined, answer: boolean): void {
    const asking = id === undefined ? undefined : this.#asking.get(id);
    if (id === undefined || !asking) return;
    if (!answer)
      this.#times.set(
        id,
        Array.from({ length: MAX_REQUESTS }, () => performance.now()),
      );
    this.#set(id, { ...asking, answer });
    this.#reply(id);
  }

  #receive(from: string, data: unknown): void {
    const message = readMessage(data);
    // A message may have been kept for longer than its sender has stayed.
    if (!message || !this.#session.getPeer(from)) return;
    const { type, recording } = message;
    const before = this.#asking.get(from);
    const same = before?.recording === recording;
    if (type === 'over') {
      if (same) this.#delete(from);
    } else if (type === 'asking' || type === 'running') {
      const running = type === 'running';
      const answer = same ? before.answer : this.#mayAsk(from) ? undefined : false;
      this.#set(from, { recording, running, ...(answer !== undefined && { answer }) });
      this.#reply(from);
    }
  }

  /** Whether one more request is shown: repeated requests would leave the person no peace. */
  #mayAsk(id: string): boolean {
    const now = performance.now();
    const recent = (this.#times.get(id) ?? []).filter((time) => now - time < QUIET_TIME);
    const may = recent.length < MAX_REQUESTS;
    this.#times.set(id, may ? [...recent, now] : recent);
    return may;
  }

  /** Says the answer, where there is one: also again, in case it was lost with a connection. */
  #reply(id: string): void {
    const asking = this.#asking.get(id);
    if (asking?.answer === undefined) return;
    const type = asking.answer ? 'accepted' : 'declined';
    try {
      this.#messages.send(TOPIC, { type, recording: asking.recording }, id);
    } catch {
      // A participant who cannot be reached has no answer, and asks again over the next connection.
    }
  }

  /** Forgets a recording with its page, but requests with the participant only: a reload is no way around the limit. */
  #forgetAfter({ id, signal }: Peer): void {
    signal.addEventListener('abort', () => {
      if (!this.#session.getPeer(id)) this.#times.delete(id);
      if (this.#asking.has(id)) this.#delete(id);
    });
  }

  #set(id: string, asking: Asking): void {
    this.#asking.set(id, asking);
    this.dispatchEvent(new Event('change'));
  }

  #delete(id: string): void {
    this.#asking.delete(id);
    this.dispatchEvent(new Event('change'));
  }

  #idsOf(fits: (asking: Asking) => boolean): string[] {
    return Array.from(this.#asking).flatMap(([id, asking]) => (fits(asking) ? [id] : []));
  }
}
