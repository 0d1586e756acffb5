import { expect } from '@open-wc/testing';
import { GentleStart } from '../../../../../src/core/features/quality/gentle-start.js';
import type { Participant, PeerState } from '../../../../../src/core/types.js';

const someone = (id: string, connectionState: PeerState, more: Partial<Participant> = {}): Participant => ({
  id,
  name: id,
  media: { microphone: true, camera: true, screen: false },
  connectionState,
  away: false,
  ...more,
});

const bob = someone('bob', 'connected');
const cleo = someone('cleo', 'connected');
const dora = someone('dora', 'connecting');

describe('GentleStart', () => {
  const rates = (start: GentleStart, ...all: Participant[]): readonly number[] => start.rates(all, all);

  it('sends five pictures a second in a large call until everybody is connected', () => {
    const start = new GentleStart();
    expect(rates(start, bob, cleo, dora)).to.deep.equal([5, 5, 5]);
    expect(rates(start, bob, cleo, { ...dora, connectionState: 'new' })).to.deep.equal([5, 5, 5]);
    expect(rates(start, bob, cleo, { ...dora, connectionState: 'connected' })).to.deep.equal(
      Array(3).fill(Infinity),
    );
  });

  it('takes nothing back from those who have had more', () => {
    const start = new GentleStart();
    rates(start, bob, cleo);
    expect(rates(start, bob, cleo, dora)).to.deep.equal([Infinity, Infinity, 5]);
    const broken = someone('bob', 'disconnected');
    expect(rates(start, broken, cleo, dora)).to.deep.equal([Infinity, Infinity, 5]);
    // Somebody who left and has come again begins anew.
    rates(start, cleo, dora);
    expect(rates(start, bob, cleo, dora)).to.deep.equal([5, Infinity, 5]);
  });

  it('limits nothing in a small call', () => {
    expect(rates(new GentleStart(), bob, dora)).to.deep.equal([Infinity, Infinity]);
  });

  it('waits for nobody who does not come', () => {
    for (const lost of [
      someone('dora', 'connecting', { away: true }),
      someone('dora', 'connecting', { pathProblem: { relay: 'missing', errors: [] } }),
      someone('dora', 'restarting'),
      someone('dora', 'failed'),
    ]) {
      expect(rates(new GentleStart(), bob, cleo, lost)).to.deep.equal(Array(3).fill(Infinity));
    }
  });

  it('answers for those who are asked for, in their order', () => {
    const start = new GentleStart();
    rates(start, bob);
    expect(start.rates([bob, cleo, dora], [cleo, bob])).to.deep.equal([5, Infinity]);
  });
});
