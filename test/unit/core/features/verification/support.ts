import {
  CallSession,
  PeerLink,
  SignalingJoinedEvent,
  SignalingPushEvent,
  SignalingStateEvent,
  type SignalingEventMap,
  type SignalingState,
  type SignalingTransport,
} from '../../../../../src/core/index.js';
import { ControlQueue } from '../../../../../src/core/channels/control-queue.js';
import { Verification } from '../../../../../src/core/features/verification/index.js';
import { typedEventTarget } from '../../../../../src/internal/typed-event-target.js';
import type { MediaState } from '../../../../../src/protocol/index.js';
import { waitUntil } from '../../../support/wait-until.js';

type Name = 'ann' | 'bob';
type Deliver = (payload: unknown) => void;

const media: MediaState = { microphone: false, camera: false, screen: false };
const other = (name: Name): Name => (name === 'ann' ? 'bob' : 'ann');

const cleanups: (() => void)[] = [];

/** Ends what a test began. */
export function cleanUp(): void {
  for (const cleanup of cleanups.splice(0)) cleanup();
}

/** A server for two, as one of them sees it: all that it says, and the place of the other one in it, are the test's. */
export class Server extends typedEventTarget<SignalingEventMap>() implements SignalingTransport {
  state: SignalingState = 'idle';
  /** Takes the signals of this one. */
  deliver: Deliver = () => undefined;
  readonly #self: Name;

  constructor(self: Name) {
    super();
    this.#self = self;
  }

  join(): Promise<void> {
    this.state = 'open';
    this.dispatchEvent(new SignalingStateEvent('open'));
    this.dispatchEvent(
      new SignalingJoinedEvent({
        self: this.#self,
        resumed: false,
        seq: 1,
        participants: [this.#participant('1')],
        iceServers: [],
        limits: { participants: 2 },
      }),
    );
    return Promise.resolve();
  }

  signal(_to: string, payload: unknown): void {
    const copy: unknown = structuredClone(payload);
    queueMicrotask(() => this.deliver(copy));
  }

  update(): void {
    // Nobody shows it.
  }

  leave(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }

  /** A signal of the other one. */
  push(payload: unknown): void {
    this.dispatchEvent(new SignalingPushEvent({ type: 'signal', from: other(this.#self), payload }));
  }

  /** The other one has loaded the page again. */
  pushReload(): void {
    this.dispatchEvent(
      new SignalingPushEvent({ type: 'participant-updated', participant: this.#participant('2') }),
    );
  }

  /** The other one has joined, with the id as before. */
  pushJoin(): void {
    this.dispatchEvent(
      new SignalingPushEvent({ type: 'participant-joined', participant: this.#participant('2') }),
    );
  }

  /** The other one has left. */
  pushLeave(): void {
    this.dispatchEvent(
      new SignalingPushEvent({ type: 'participant-left', id: other(this.#self), reason: 'left' }),
    );
  }

  #participant(instance: string): { id: string; name: string; instance: string; media: MediaState } {
    return { id: other(this.#self), name: '', instance, media };
  }
}

/** Ann or Bob, in a call over a server of the test's. */
export interface Member {
  readonly session: CallSession;
  readonly server: Server;
}

export function member(name: Name): Member {
  const server = new Server(name);
  const session = new CallSession({ transport: server, room: 'r', iceServers: [] });
  session.media.wanted = { microphone: false, camera: false };
  cleanups.push(() => session.dispose());
  return { session, server };
}

/** Ann and Bob, over a server that does what it should. */
export function honestPair(): [Member, Member] {
  const [ann, bob] = [member('ann'), member('bob')];
  connect(ann, bob);
  return [ann, bob];
}

/** Each gets the signals of the other one. */
export function connect(ann: Member, bob: Member): void {
  ann.server.deliver = (payload) => bob.server.push(payload);
  bob.server.deliver = (payload) => ann.server.push(payload);
}

/** Somebody in the middle, in the place of the other one: a connection with a certificate of its own. */
export class Impostor {
  readonly link: PeerLink;
  /** Messages of the victim's page over the control channel. */
  readonly queue: ControlQueue;
  hear: (frame: string | ArrayBuffer) => void = () => undefined;

  /** @param victim - Gets this one's signals as those of the other one. */
  constructor(victim: Member, name: Name) {
    this.link = new PeerLink({
      offers: name === 'bob',
      configuration: {},
      send: (signal) => victim.server.push(structuredClone(signal)),
    });
    this.queue = new ControlQueue(this.link, (frame) => this.hear(frame));
    victim.server.deliver = (payload) => this.link.receive(payload);
    cleanups.push(() => this.link.close());
    this.link.start();
  }
}

/** A server that ends the connections of both at itself, and hands on all that their pages say to each other. */
export function putInTheMiddle(ann: Member, bob: Member): void {
  const towardsAnn = new Impostor(ann, 'ann');
  const towardsBob = new Impostor(bob, 'bob');
  towardsAnn.hear = (frame) => towardsBob.queue.send(frame);
  towardsBob.hear = (frame) => towardsAnn.queue.send(frame);
}

export async function joinAll(...members: Member[]): Promise<void> {
  await Promise.all(members.map(({ session }) => session.join()));
}

export async function connected(...members: Member[]): Promise<void> {
  const all = (): boolean =>
    members.every(({ session }) => session.participants[0]?.connectionState === 'connected');
  await waitUntil(all, 'not connected');
}

/** The published verification of the other participant. */
export const stateOf = ({ session }: Member): string | undefined =>
  Object.values(session.features.verification ?? {})[0]?.state;

export const wordsOf = ({ session }: Member): readonly string[] =>
  Object.values(session.features.verification ?? {})[0]?.words ?? [];

export async function reaches(state: string, ...members: Member[]): Promise<void> {
  await waitUntil(() => members.every((one) => stateOf(one) === state), `not ${state}`);
}

/** The person asks for the words of the other one. */
export function ask({ session }: Member): void {
  const [participant] = session.participants;
  Verification.of(session).verify(participant?.id ?? '');
}
