import { expect } from '@open-wc/testing';
import { BroadcastSignaling } from '../../../../../src/core/loopback/index.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import { UplinkMeter } from '../../../../../src/core/features/quality/uplink.js';
import { cleanUp, freshRoom, later, session } from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

/** A browser's report of a connection: its pair in use, one that it has left, and what it could send. */
function report(availableOutgoingBitrate: unknown, pair = 'pair'): RTCStatsReport {
  const stats = [
    { id: 'transport', type: 'transport', selectedCandidatePairId: pair },
    { id: 'former', type: 'candidate-pair', nominated: true, availableOutgoingBitrate: 7 },
    { id: pair, type: 'candidate-pair', nominated: true, availableOutgoingBitrate },
  ];
  return new Map(stats.map((one) => [one.id, one]));
}

describe('UplinkMeter', () => {
  let meter: UplinkMeter;

  beforeEach(() => {
    meter = new UplinkMeter();
  });

  /** Reads what these connections report, twice, since a path counts from the second time on. */
  function settled(reports: Record<string, RTCStatsReport>): number {
    const all = new Map(Object.entries(reports));
    meter.read(all, Object.keys(reports));
    return meter.read(all, Object.keys(reports));
  }

  it('adds up, with room to grow, in coarse steps', () => {
    const one = settled({ Bob: report(1_000_000) });
    expect(one).to.be.within(1_000_000, 1_500_000);
    expect(settled({ Bob: report(1_010_000) })).to.equal(one);
    expect(settled({ Bob: report(1_000_000), Cem: report(1_000_000) })).to.be.closeTo(2 * one, 1);
  });

  it('takes nothing for a limit that nobody has measured', () => {
    expect(meter.read(new Map(), [])).to.equal(Infinity);
    expect(settled({})).to.equal(Infinity);
    expect(meter.read(new Map(), ['Bob'])).to.equal(Infinity);
    for (const nothing of [undefined, 0, NaN, Infinity, -1]) {
      expect(settled({ Bob: report(nothing) }), String(nothing)).to.equal(Infinity);
    }
    expect(settled({ Bob: new Map() as RTCStatsReport })).to.equal(Infinity);
  });

  it('does not count with what a path begins with, neither at first nor after a restart of ICE', () => {
    const known = settled({ Bob: report(1_000_000) });
    meter = new UplinkMeter();
    const bob = (bitrate: number, pair?: string): number =>
      meter.read(new Map([['Bob', report(bitrate, pair)]]), ['Bob']);
    expect(bob(300_000)).to.equal(Infinity);
    expect(bob(1_000_000)).to.equal(known);
    expect(bob(300_000, 'another pair')).to.equal(Infinity);
    expect(bob(1_000_000, 'another pair')).to.equal(known);
  });

  it('takes a newcomer for one like the others until they are measured', () => {
    settled({ Bob: report(800_000), Cem: report(1_200_000) });
    const three = new Map([
      ['Bob', report(800_000)],
      ['Cem', report(1_200_000)],
      ['Dan', report(300_000)],
    ]);
    const all = [...three.keys()];
    const expected = new UplinkMeter();
    const same = new Map(all.map((id) => [id, report(1_000_000)]));
    expected.read(same, all);
    expect(meter.read(three, all)).to.equal(expected.read(same, all));
    expect(meter.read(three, all)).to.be.below(expected.read(same, all));
  });

  it('leaves out who is not asked for', () => {
    const both = new Map([
      ['Bob', report(1_000_000)],
      ['Cem', report(10_000)],
    ]);
    meter.read(both, ['Bob']);
    expect(meter.read(both, ['Bob'])).to.be.within(1_000_000, 1_500_000);
  });
});

describe('Quality', () => {
  afterEach(cleanUp);

  it('takes no connection for one that carries nothing', async () => {
    const room = freshRoom();
    const ann = session({ room });
    const quality = Quality.of(ann);
    let looks = 0;
    const getStats = ann.getStats.bind(ann);
    ann.getStats = async () => {
      const stats = await getStats();
      looks += 1;
      return stats;
    };
    // Somebody whose id comes first, so that a connection is theirs to make, and who makes none.
    const silent = new BroadcastSignaling();
    let id = '';
    silent.addEventListener('joined', ({ joined }) => (id = joined.self));
    // Ids are drawn: each time anew by both, since nobody's may come before that of one of them.
    do {
      await Promise.all([silent.leave(), ann.leave()]);
      await ann.join();
      await silent.join({ room, name: 'Silent', instance: 'x' });
    } while (id > ann.self.id);
    later(() => void silent.leave());
    await waitUntil(() => looks > 0, 'the connections are never looked at');
    expect(quality.effectiveUplink).to.equal(2_000_000);
  });
});
