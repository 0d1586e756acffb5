import { expect } from '@open-wc/testing';
import { descriptionsOf } from '../../../src/components/rtc-inspector/descriptions.js';
import { folded } from '../../../src/components/rtc-inspector/folded-diff.js';
import { groupOf, toneOf, withPort } from '../../../src/components/rtc-inspector/record-text.js';
import { timeScale } from '../../../src/components/rtc-inspector/time-scale.js';
import type { LinkRecord } from '../../../src/core/index.js';
import { diffLines } from '../../../src/core/features/inspect/index.js';

describe('timeScale', () => {
  it('draws short times in full, and shortens long times without an event', () => {
    const { places, breaks, ticks, duration } = timeScale([1000, 1100, 1200, 3_601_200]);
    expect(duration).to.equal(3_600_200);
    expect(places[0]).to.equal(0);
    expect(places[3]).to.equal(1);
    expect(places[1]! * 2).to.be.closeTo(places[2]!, 1e-9);
    expect(breaks).to.have.length(1);
    expect(breaks[0]).to.be.within(places[2]!, places[3]!);
    expect(ticks.map(({ time }) => time)).to.deep.equal([0, 3_600_200]);
  });

  it('takes one event, none, and a clock that was put back', () => {
    expect(timeScale([])).to.deep.equal({ places: [], ticks: [], breaks: [], duration: 0 });
    expect(timeScale([5]).places).to.deep.equal([0]);
    expect(timeScale([100, 50, 150])).to.deep.include({ places: [0, 0, 1], duration: 100 });
  });

  it('writes no label over another one', () => {
    const { ticks } = timeScale(Array.from({ length: 50 }, (_, i) => i * 1000));
    ticks.forEach(({ place }, i) => {
      expect(place - (ticks[i - 1]?.place ?? -1)).to.be.at.least(0.28);
    });
  });
});

describe('folded', () => {
  it('shows changes with two lines around them', () => {
    const before = Array.from({ length: 20 }, (_, i) => `line ${String(i)}`);
    const after = before.with(10, 'another');
    const runs = folded(diffLines(before, after)).map(({ fold, lines }) => [fold, lines.length]);
    expect(runs).to.deep.equal([
      [true, 8],
      [false, 6],
      [true, 7],
    ]);
  });
});

describe('records', () => {
  const time = { at: 2000, epoch: 1 };
  const tags = { epoch: 1, offerId: 1 };
  const offer: LinkRecord = {
    ...time,
    type: 'sent',
    signal: { kind: 'description', ...tags, description: { type: 'offer', sdp: 'v=0' } },
  };

  it('have a group and a tone', () => {
    const records: [record: LinkRecord, group: string, tone: string][] = [
      [offer, 'descriptions', 'plain'],
      [{ ...time, type: 'received', signal: { kind: 'restart', ...tags } }, 'repairs', 'plain'],
      [{ ...time, type: 'candidateError', url: 'stun:x', code: 701, text: '' }, 'candidates', 'bad'],
      [{ ...time, type: 'connection', state: 'connected' }, 'states', 'good'],
      [{ ...time, type: 'iceConnection', state: 'failed' }, 'states', 'bad'],
      [{ ...time, type: 'sending', source: 'camera', on: true }, 'tracks', 'plain'],
      [{ ...time, type: 'quality', grade: 'poor' }, 'quality', 'bad'],
    ];
    for (const [record, group, tone] of records) {
      expect([groupOf(record), toneOf(record)], record.type).to.deep.equal([group, tone]);
    }
  });

  it('tell the descriptions in their order', () => {
    const first: LinkRecord = { at: 1000, epoch: 1, type: 'link', state: 'connecting' };
    expect(descriptionsOf([first, offer])).to.deep.include.members([
      { key: '1,1,sent,offer', number: 1, way: 'sent', type: 'offer', sdp: 'v=0', after: 1000 },
    ]);
  });

  it('name addresses as URLs do', () => {
    expect(withPort('192.0.2.1', 9)).to.equal('192.0.2.1:9');
    expect(withPort('2001:db8::1', 9)).to.equal('[2001:db8::1]:9');
    expect(withPort('192.0.2.1', undefined)).to.equal('192.0.2.1');
  });
});
