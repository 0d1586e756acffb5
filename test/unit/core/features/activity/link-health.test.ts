import { expect } from '@open-wc/testing';
import {
  gradeLink,
  sampleLink,
  type LinkSample,
} from '../../../../../src/core/features/activity/link-health.js';

describe('the health of a connection', () => {
  const before: LinkSample = { time: 10_000, roundTripTime: 40, received: 1000, lost: 10, frozen: 500 };
  const later = (news: Partial<LinkSample>): LinkSample => ({
    ...before,
    time: 16_000,
    received: 1600,
    ...news,
  });

  for (const [what, news, grade] of [
    ['nothing is wrong', {}, 'good'],
    ['a few packets are lost', { received: 1585, lost: 25 }, 'good'],
    ['it takes long', { roundTripTime: 320 }, 'fair'],
    ['it takes too long', { roundTripTime: 900 }, 'poor'],
    ['packets are lost', { received: 1570, lost: 40 }, 'fair'],
    ['many packets are lost', { received: 1500, lost: 110 }, 'poor'],
    ['the picture stands for a moment', { frozen: 800 }, 'fair'],
    ['the picture stands', { frozen: 3500 }, 'poor'],
    ['the browser does not tell how long it takes', { roundTripTime: undefined }, 'good'],
    ['counters begin again', { received: 5, lost: 0, frozen: 0 }, 'good'],
    ['a silent microphone sends little, and some of it is lost', { received: 1013, lost: 13 }, 'good'],
    ['a silent microphone sends little, and much of it is lost', { received: 1010, lost: 15 }, 'poor'],
    ['nothing at all comes', { received: 1000 }, 'good'],
  ] as const) {
    it(`is ${grade} where ${what}`, () => {
      const health = gradeLink(before, later(news));
      expect(health.grade).to.equal(grade);
      expect(health).to.be.frozen;
      expect(health.loss).to.be.within(0, 1);
      expect(health.frozen).to.be.within(0, 1);
    });
  }
});

describe('a sample of a connection', () => {
  const PAIR = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.04 };
  const UNUSED = { type: 'candidate-pair', nominated: false, currentRoundTripTime: 0.5 };
  const STREAM = { type: 'remote-inbound-rtp', roundTripTime: 0.06 };

  for (const [what, stats, roundTripTime] of [
    ['the candidate pair in use tells', [UNUSED, PAIR, STREAM], 40],
    ['only streams tell, as in Firefox', [{ type: 'candidate-pair', nominated: true }, STREAM], 60],
    ['nothing tells', [UNUSED, { type: 'remote-inbound-rtp' }], undefined],
  ] as const) {
    it(`has ${roundTripTime ?? 'no'} ms there and back where ${what}`, () => {
      const report: RTCStatsReport = new Map<string, object>(stats.map((entry, i) => [String(i), entry]));
      expect(sampleLink(report, 0).roundTripTime).to.equal(roundTripTime);
    });
  }

  it('adds up what is received, and has the longest time for which a picture stood', () => {
    const received = (packetsReceived: number, packetsLost: number, totalFreezesDuration?: number) => ({
      type: 'inbound-rtp',
      packetsReceived,
      packetsLost,
      totalFreezesDuration,
    });
    const report: RTCStatsReport = new Map<string, object>([
      ['A', received(100, 2)],
      ['B', received(50, 1, 0.5)],
      ['C', received(10, 0, 0.25)],
    ]);
    expect(sampleLink(report, 7)).to.deep.equal({
      time: 7,
      roundTripTime: undefined,
      received: 160,
      lost: 3,
      frozen: 500,
    });
  });
});
