import { PeerLink } from '../../../../src/core/index.js';
import type { RecoveryTimes } from '../../../../src/core/peer/recovery.js';
import type { PeerSignal } from '../../../../src/protocol/index.js';
import { waitUntil } from '../../support/wait-until.js';

export type Side = 'a' | 'b';

/** Delivers a signal, late, changed or not at all. */
export type Step = (signal: PeerSignal, deliver: (signal: PeerSignal) => void) => void;

export const direct: Step = (signal, deliver) => {
  deliver(signal);
};

/** Two links joined by a wire that a test can bend; `a` is the side that offers. */
export class Pair {
  readonly signals: { from: Side; signal: PeerSignal }[] = [];
  readonly errors: string[] = [];
  wire: Record<Side, Step> = { a: direct, b: direct };
  readonly a: PeerLink;
  b: PeerLink;
  readonly #create: (side: Side) => PeerLink;

  constructor(
    times: Partial<RecoveryTimes> = { patience: 300, attempt: 4000 },
    configuration: RTCConfiguration = {},
  ) {
    const send = (from: Side, to: Side) => (signal: PeerSignal) => {
      this.signals.push({ from, signal });
      // As over a socket: a copy, and later.
      const copy = structuredClone(signal);
      queueMicrotask(() => {
        this.wire[from](copy, (arrived) => {
          this[to].receive(arrived);
        });
      });
    };
    this.#create = (side) => {
      const link = new PeerLink({
        offers: side === 'a',
        configuration,
        send: side === 'a' ? send('a', 'b') : send('b', 'a'),
        times,
      });
      link.addEventListener('error', ({ error }) => this.errors.push(`${error.code}: ${error.message}`));
      return link;
    };
    this.a = this.#create('a');
    this.b = this.#create('b');
  }

  /** The side that answers takes the other one for gone, and meets it anew. */
  forget(): void {
    this.b.close();
    this.b = this.#create('b');
    this.b.start();
  }

  start(): this {
    this.b.start();
    this.a.start();
    return this;
  }

  async connected(): Promise<this> {
    const both = (): boolean => this.a.state === 'connected' && this.b.state === 'connected';
    await waitUntil(both, 'not connected');
    return this;
  }

  descriptions(type: 'offer' | 'answer'): PeerSignal[] {
    return this.signals.flatMap(({ signal }) =>
      signal.kind === 'description' && signal.description.type === type ? [signal] : [],
    );
  }

  close(): void {
    this.a.close();
    this.b.close();
  }
}

/** Both are connected and have the same descriptions: nothing is on its way any more. */
export function agreed(a: PeerLink, b: PeerLink): boolean {
  return [
    [a, b],
    [b, a],
  ].every(
    ([one, other]) =>
      one?.state === 'connected' &&
      one.connection?.signalingState === 'stable' &&
      ufragOf(one.connection.localDescription) === ufragOf(other?.connection?.remoteDescription),
  );
}

/** Of the credentials of ICE, which are others after each restart. */
export const ufragOf = (description: RTCSessionDescription | null | undefined): string | undefined =>
  /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1];

/** Holds back what one side says, or some of it, until it is opened. */
export class Gate {
  readonly #what: (signal: PeerSignal) => boolean;
  readonly #held: { signal: PeerSignal; deliver: () => void }[] = [];
  #isOpen = false;

  constructor(what: (signal: PeerSignal) => boolean = () => true) {
    this.#what = what;
  }

  readonly step: Step = (signal, deliver) => {
    const held = {
      signal,
      deliver: () => {
        deliver(signal);
      },
    };
    if (this.#isOpen || !this.#what(signal)) held.deliver();
    else this.#held.push(held);
  };

  /** Waits until such a signal is held. */
  async holds(kind: PeerSignal['kind']): Promise<void> {
    const held = (): boolean => this.#held.some(({ signal }) => signal.kind === kind);
    await waitUntil(held, `no ${kind}`);
  }

  open(order: 'as said' | 'backwards' = 'as said'): void {
    this.#isOpen = true;
    const held = this.#held.splice(0);
    for (const { deliver } of order === 'backwards' ? held.reverse() : held) deliver();
  }
}
