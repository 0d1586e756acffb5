import { expect } from '@open-wc/testing';
import { Progress } from '../../../../src/core/peer/progress.js';
import { Pair } from './pair.js';
import { waitUntil } from '../../support/wait-until.js';

describe('Progress', () => {
  let pair: Pair;

  beforeEach(async () => {
    pair = await new Pair().start().connected();
  });

  afterEach(() => {
    pair.close();
  });

  function progressOf(): { progress: Progress; connection: RTCPeerConnection } {
    const { connection } = pair.a;
    if (!connection) throw new Error('no connection');
    return { progress: new Progress(connection), connection };
  }

  it('grows with what comes back over a path', async () => {
    const { progress } = progressOf();
    const first = await progress.read(false);
    expect(first).to.be.greaterThan(0);
    await waitUntil(async () => (await progress.read(false)) > first, 'nothing comes back');
  });

  it('grows with the signals of a new connection, and not with those of a restart', async () => {
    const { progress, connection } = progressOf();
    connection.close();
    const before = [await progress.read(true), await progress.read(false)];
    for (const { signal } of pair.signals) progress.note(signal);
    const real = pair.signals.filter(
      ({ signal }) =>
        signal.kind === 'description' || (signal.kind === 'candidate' && signal.candidate?.candidate),
    );
    expect(real.length).to.be.below(pair.signals.length);
    expect([await progress.read(true), await progress.read(false)]).to.deep.equal([
      (before[0] ?? 0) + real.length,
      before[1],
    ]);
  });
});
