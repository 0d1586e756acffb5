import { expect } from '@open-wc/testing';
import type { PeerSignal } from '../../../../src/protocol/index.js';
import { Gate, Pair, type Side } from './pair.js';
import { waitUntil } from '../../support/wait-until.js';

const ATTEMPT = 4000;
const SIDES = ['a', 'b'] as const;

/** A path that leads nowhere: nobody listens at this port. */
const deadEnd = (signal: PeerSignal): PeerSignal => ({
  ...signal,
  kind: 'candidate',
  offerId: 1,
  ufrag: 'ufrag' in signal ? signal.ufrag : '',
  candidate: { candidate: 'candidate:1 1 udp 1 127.0.0.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 },
});

describe('PeerLink, while the candidates of both sides are long in coming', () => {
  let pair: Pair;
  let gates: Record<Side, Gate>;

  beforeEach(() => {
    pair = new Pair({ patience: 300, attempt: ATTEMPT });
    gates = {
      a: new Gate(({ kind }) => kind === 'candidate'),
      b: new Gate(({ kind }) => kind === 'candidate'),
    };
    for (const side of SIDES) pair.wire[side] = gates[side].step;
  });

  afterEach(() => {
    pair.close();
  });

  /** Waits for longer than two attempts; meanwhile calls `act` again and again. */
  async function outwait(act: () => void): Promise<void> {
    const began = performance.now();
    await waitUntil(() => {
      act();
      return performance.now() - began > 2.5 * ATTEMPT;
    }, 'it never ended');
  }

  const connections = (): (RTCPeerConnection | undefined)[] => SIDES.map((side) => pair[side].connection);

  it('keeps the connection as long as some of them come', async () => {
    pair.start();
    for (const side of SIDES) await gates[side].holds('candidate');
    const before = connections();
    const [first, second] = SIDES.map((side) =>
      pair.signals.find(({ from, signal }) => from === side && signal.kind === 'candidate'),
    );
    await outwait(() => {
      if (first) pair.b.receive(deadEnd(first.signal));
      if (second) pair.a.receive(deadEnd(second.signal));
    });
    expect(connections().every((connection, i) => connection === before[i])).to.equal(true);
    expect(SIDES.map((side) => pair[side].state)).to.deep.equal(['connecting', 'connecting']);
    for (const side of SIDES) gates[side].open();
    await pair.connected();
    expect(connections().every((connection, i) => connection === before[i])).to.equal(true);
    expect(pair.descriptions('offer')).to.have.length(1);
    expect(pair.errors).to.deep.equal([]);
  });

  it('makes a new connection where none come, and gives up', async () => {
    pair.start();
    await gates.a.holds('candidate');
    const before = connections();
    await waitUntil(() => pair.a.state === 'failed', 'it never gave up');
    expect(pair.a.connection).to.not.equal(before[0]);
    expect(pair.errors[0]).to.match(/^connection-failed/);
  });
});
