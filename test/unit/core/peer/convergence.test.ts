import { expect } from '@open-wc/testing';
import { PeerLink } from '../../../../src/core/index.js';
import type { PeerSignal } from '../../../../src/protocol/index.js';
import { random } from '../../../support/random.js';
import { fakeTrack } from '../../support/media.js';
import { agreed } from './pair.js';
import { waitUntil } from '../../support/wait-until.js';

/** From the environment of the test runner: see web-test-runner.config.mjs. */
declare const ROUNDS: number;

/** Bytes of video that came in so far. */
async function received(link: PeerLink): Promise<number> {
  let bytes = 0;
  (await link.getStats())?.forEach((stats: { type: string; kind?: string; bytesReceived?: number }) => {
    if (stats.type === 'inbound-rtp' && stats.kind === 'video') bytes += stats.bytesReceived ?? 0;
  });
  return bytes;
}

describe('two PeerLinks over a wire that delays, reorders and doubles', () => {
  it('agree in the end, whatever both of them ask for at once', async () => {
    const next = random(7);
    const errors: string[] = [];
    const links: PeerLink[] = [];
    const send = (to: number) => (signal: PeerSignal) => {
      const copy = structuredClone(signal);
      for (let copies = next() < 0.2 ? 2 : 1; copies > 0; copies -= 1) {
        setTimeout(() => links[to]?.receive(copy), next() * 40);
      }
    };
    const times = { patience: 300, attempt: 2000 };
    const [a, b] = [
      new PeerLink({ offers: true, configuration: {}, send: send(1), times }),
      new PeerLink({ offers: false, configuration: {}, send: send(0), times }),
    ] as const;
    links.push(a, b);
    const tracks = [await fakeTrack('video'), await fakeTrack('video')] as const;
    a.setTrack('camera', tracks[0]);
    b.setTrack('screen', tracks[1]);
    for (const link of links) {
      link.addEventListener('error', ({ error }) => errors.push(`${error.code}: ${error.message}`));
      link.start();
    }

    for (let round = 0; round < ROUNDS; round += 1) {
      for (let asked = Math.floor(next() * 4); asked > 0; asked -= 1) {
        if (next() < 0.5) a.restart();
        else b.restart();
      }
      // A new connection, asked for as the side does that answers.
      if (round % 5 === 4) a.receive({ kind: 'renew', epoch: Date.now() });
      await waitUntil(() => agreed(a, b), `round ${round}: no agreement`);
      for (const link of links) {
        const mids = link.connection?.getTransceivers().map(({ mid }) => mid);
        expect(mids, `round ${round}`).to.deep.equal(['0', '1', '2', '3']);
        const before = await received(link);
        await waitUntil(async () => (await received(link)) > before, `round ${round}: nothing comes`);
      }
    }
    expect(errors).to.deep.equal([]);
    for (const link of links) link.close();
    for (const track of tracks) track.stop();
  }).timeout(ROUNDS * 6000);
});
