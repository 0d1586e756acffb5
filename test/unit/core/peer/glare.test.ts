import { expect } from '@open-wc/testing';
import type { PeerLink } from '../../../../src/core/index.js';
import { fakeTrack, framesAdvance, play } from '../../support/media.js';
import { agreed, Gate, Pair, ufragOf, type Side } from './pair.js';
import { waitUntil } from '../../support/wait-until.js';

const BOTH_ORDERS: readonly (readonly [Side, Side])[] = [
  ['a', 'b'],
  ['b', 'a'],
];

/**
 * The cases of web-platform-tests, webrtc/RTCPeerConnection-perfect-negotiation*.https.html, as they are where one
 * side makes all offers and the other one asks for them: what is said at the same time must not do harm.
 */
describe('PeerLink, when both sides want something at once', () => {
  let pair: Pair;
  /** Of every connection, in the order in which they came. */
  let states: Record<Side, string[]>;
  const cleanups: (() => void)[] = [];

  beforeEach(() => {
    pair = new Pair();
    states = { a: [], b: [] };
  });

  afterEach(() => {
    // Offers never meet, so neither side has to take one back.
    expect(states.a).to.not.include('have-remote-offer');
    expect(states.b).to.not.include('have-local-offer');
    expect(pair.errors).to.deep.equal([]);
    pair.close();
    for (const cleanup of cleanups.splice(0)) cleanup();
  });

  function watch(side: Side): void {
    const { connection } = pair[side];
    connection?.addEventListener('signalingstatechange', () => states[side].push(connection.signalingState));
  }

  async function camera(): Promise<MediaStreamTrack> {
    const track = await fakeTrack('video');
    cleanups.push(() => {
      track.stop();
    });
    return track;
  }

  async function connected(): Promise<void> {
    await pair.start().connected();
    for (const side of ['a', 'b'] as const) watch(side);
  }

  const agree = (): Promise<void> => waitUntil(() => agreed(pair.a, pair.b), 'no agreement');

  async function shows(link: PeerLink, source: 'camera' | 'screen' = 'camera'): Promise<void> {
    const video = play(link.getTrack(source));
    await framesAdvance(video);
    video.remove();
  }

  const offers = (): number => pair.descriptions('offer').length;

  for (const [first, second] of BOTH_ORDERS) {
    const order = `${first} first`;

    it(`begins with one offer, ${order}`, async () => {
      pair[first].setTrack('camera', await camera());
      pair[second].setTrack('camera', await camera());
      pair[first].start();
      pair[second].start();
      await pair.connected();
      await Promise.all([shows(pair.a), shows(pair.b)]);
      expect(offers()).to.equal(1);
    });

    it(`restarts, ${order}, with what was turned on meanwhile`, async () => {
      await connected();
      const before = ufragOf(pair.a.connection?.localDescription);
      pair[first].restart();
      pair[first].setTrack('camera', await camera());
      pair[second].restart();
      pair[second].setTrack('screen', await camera());
      await agree();
      expect(ufragOf(pair.a.connection?.localDescription)).to.not.equal(before);
      await Promise.all([shows(pair[second]), shows(pair[first], 'screen')]);
      expect(offers()).to.be.at.most(3);
    });

    it(`restarts although all that ${second} says comes late, ${order}`, async () => {
      await connected();
      const gate = new Gate();
      pair.wire[second] = gate.step;
      pair[first].restart();
      pair[second].restart();
      await gate.holds(second === 'a' ? 'description' : 'restart');
      gate.open();
      await agree();
      expect(offers()).to.be.at.most(3);
    });

    it(`gets a new connection and a restart at once, ${order}`, async () => {
      pair.a.setTrack('camera', await camera());
      await connected();
      const { connection } = pair.b;
      const epoch = pair.signals[0]?.signal.epoch ?? 0;
      const gate = new Gate();
      pair.wire[first] = gate.step;
      pair.a.restart();
      pair.a.receive({ kind: 'renew', epoch });
      pair.b.restart();
      await gate.holds(first === 'a' ? 'description' : 'restart');
      gate.open('backwards');
      await waitUntil(() => pair.b.connection !== connection, 'the old connection');
      await agree();
      await shows(pair.b);
    });
  }

  for (const order of ['as said', 'backwards'] as const) {
    it(`takes an offer that is on its way for the answer to a request, ${order}`, async () => {
      await connected();
      const gates = { a: new Gate(), b: new Gate() };
      for (const side of ['a', 'b'] as const) pair.wire[side] = gates[side].step;
      pair.a.restart();
      await gates.a.holds('description');
      pair.b.restart();
      await gates.b.holds('restart');
      gates.b.open(order);
      gates.a.open(order);
      await agree();
      expect(offers()).to.equal(2);
    });

    it(`drops the answer to an offer that was replaced meanwhile, ${order}`, async () => {
      await connected();
      const gate = new Gate();
      pair.wire.b = gate.step;
      pair.a.restart();
      await gate.holds('description');
      pair.a.restart();
      await waitUntil(() => pair.descriptions('answer').length === 3, 'no second answer');
      gate.open(order);
      await agree();
      expect(offers()).to.equal(3);
    });

    for (const side of ['a', 'b'] as const) {
      it(`takes candidates of ${side} for a description that was replaced, ${order}`, async () => {
        pair[side].setTrack('camera', await camera());
        await connected();
        const gate = new Gate(({ kind }) => kind === 'candidate');
        pair.wire[side] = gate.step;
        pair.a.restart();
        await waitUntil(() => pair.descriptions('answer').length === 2, 'no answer');
        await gate.holds('candidate');
        pair[side === 'a' ? 'b' : 'a'].restart();
        await waitUntil(() => pair.descriptions('answer').length === 3, 'no second answer');
        gate.open(order);
        await agree();
        await shows(side === 'a' ? pair.b : pair.a);
      });
    }
  }

  it('agrees after ten glares, one after another', async () => {
    pair.a.setTrack('camera', await camera());
    pair.b.setTrack('camera', await camera());
    await connected();
    for (let n = 0; n < 10; n += 1) {
      for (const side of BOTH_ORDERS[n % 2] ?? []) pair[side].restart();
      await agree();
    }
    await Promise.all([shows(pair.a), shows(pair.b)]);
    const mids = pair.b.connection?.getTransceivers().map(({ mid }) => mid);
    expect(mids).to.deep.equal(['0', '1', '2', '3']);
  });

  it('agrees after a hundred requests in one go, and needs few offers for them', async () => {
    await connected();
    const tracks = [await camera(), await camera(), null];
    for (let n = 0; n < 50; n += 1) {
      for (const side of BOTH_ORDERS[n % 2] ?? []) {
        pair[side].setTrack('camera', tracks[n % tracks.length] ?? null);
        pair[side].restart();
      }
    }
    for (const side of ['a', 'b'] as const) pair[side].setTrack('camera', tracks[0] ?? null);
    await agree();
    await Promise.all([shows(pair.a), shows(pair.b)]);
    expect(offers()).to.be.at.most(60);
  });

  it('hears no offer where it makes them', async () => {
    await connected();
    const [offer] = pair.descriptions('offer');
    pair.a.receive({ ...offer, offerId: 99 });
    pair.a.restart();
    await agree();
    expect(pair.descriptions('answer')).to.have.length(2);
  });
});
