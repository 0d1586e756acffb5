import { equal } from '../../../internal/equal.js';
import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { RtcError } from '../../errors.js';
import { Messages } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import type { Peer } from '../../call/peers.js';
import type { ParticipantVerification } from '../../types.js';
import { TOPIC } from './topic.js';
import { readMessage, type VerificationMessage } from './verification-messages.js';
import { VerifiedLink } from './verified-link.js';

/** Most participants that are remembered after they have left. */
const MAX_FORMER = 256;

/**
 * Short words that two participants read out to each other: they are the same on both screens unless somebody stands
 * between the two, which the signaling server could, by handing on fingerprints of its own (RFC 8827 §4.1 has this
 * attack).
 *
 * The words are a hash of the fingerprints of both certificates (RFC 8122) and of two nonces that are exchanged over the
 * control channel (see `Exchange`). The page has one certificate for all its connections, so a connection that is
 * restarted or made anew has the same words, and a pair of page loads has one exchange: a server that breaks connections
 * gets no second guess by it. After each exchange, begun or finished, all that could be the beginning of another guess
 * (another fingerprint, a page that is loaded again or asks anew, a participant who leaves and comes back) is told as
 * `changed`. It stays so, and no nonce is revealed, until the person here asks again.
 */
export class Verification extends typedEventTarget<{ change: Event }>() {
  /** The verification of a call, always the same object. Until there is one, nobody who asks is answered. */
  static readonly of = feature(
    (session: CallSession) => new Verification(session),
    (verification) => verification.#begin(),
  );

  readonly #session: CallSession;
  readonly #messages: Messages;
  readonly #links = new Map<string, VerifiedLink>();
  /** Ids of participants who have left this call, and whose verification had begun. */
  readonly #formerlyVerified = new Set<string>();
  #participants: Readonly<Record<string, ParticipantVerification>> = Object.freeze({});

  private constructor(session: CallSession) {
    super();
    this.#session = session;
    this.#messages = Messages.of(session);
  }

  /** By id of participant, for each pair of which one side has asked; the same object until something in it changes. */
  get participants(): Readonly<Record<string, ParticipantVerification>> {
    return this.#participants;
  }

  /**
   * Finds the words for a participant; asks their page for its part. After a change it begins anew.
   *
   * @throws {RtcError} `unknown-participant`
   */
  verify(participantId: string): void {
    const verified = this.#links.get(participantId);
    if (!verified) {
      throw new RtcError('unknown-participant', `Nobody with the id "${participantId}" is in the call.`);
    }
    verified.ask();
  }

  /**
   * Takes in a message of another participant.
   *
   * @internal
   */
  receive(from: string, data: unknown): void {
    const message = readMessage(data);
    if (message) this.#links.get(from)?.receive(message);
  }

  #begin(): void {
    this.#session.publish('verification', this.#participants);
    this.#session.peers.each((peer) => this.#attach(peer));
    // The next join is another call.
    this.#session.addEventListener('rtc-state-change', ({ state }) => {
      if (state === 'left' || state === 'failed') this.#formerlyVerified.clear();
    });
    this.#messages.on(TOPIC, ({ from, data }) => this.receive(from, data));
  }

  #attach({ id, link, signal }: Peer): void {
    const verified = new VerifiedLink({
      link,
      self: this.#session.self.id,
      other: id,
      changed: this.#formerlyVerified.has(id),
      send: (message) => this.#send(id, message),
      onChange: () => this.#publish(),
    });
    this.#links.set(id, verified);
    signal.addEventListener('abort', () => {
      if (verified.verification) this.#remember(id);
      verified.close();
      this.#links.delete(id);
      this.#publish();
    });
    this.#publish();
  }

  /** A server could otherwise report somebody as gone and back, and have another guess without a trace. */
  #remember(id: string): void {
    this.#formerlyVerified.add(id);
    const [oldest = ''] = this.#formerlyVerified;
    if (this.#formerlyVerified.size > MAX_FORMER) this.#formerlyVerified.delete(oldest);
  }

  #send(id: string, message: VerificationMessage): void {
    try {
      this.#messages.send(TOPIC, message, id);
    } catch {
      // The participant has just left, or too many messages wait for them: the exchange stays without an answer.
    }
  }

  #publish(): void {
    const entries = Array.from(this.#links).flatMap(([id, { verification }]) =>
      verification ? [[id, verification] as const] : [],
    );
    const participants = Object.freeze(Object.fromEntries(entries));
    if (equal(participants, this.#participants)) return;
    this.#participants = participants;
    this.#session.publish('verification', participants);
    this.dispatchEvent(new Event('change'));
  }
}
