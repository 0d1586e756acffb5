import { expect } from '@open-wc/testing';
import type { LinkRecord, PeerLink } from '../../../../src/core/index.js';
import { fakeTrack } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';
import { agreed, Pair } from './pair.js';

const LAST = { signaling: 'stable', dtls: 'connected', connection: 'connected', link: 'connected' };

describe('PeerLink.history', () => {
  let pair: Pair;

  beforeEach(() => {
    pair = new Pair();
  });

  afterEach(() => {
    pair.close();
  });

  const types = (link: PeerLink): string[] => link.history.records.map(({ type }) => type);

  const lastState = (link: PeerLink, type: string): string | undefined =>
    link.history.records.findLast((record) => record.type === type && 'state' in record)?.['state' as 'type'];

  const descriptions = (link: PeerLink): string[] =>
    link.history.records.flatMap((record) =>
      (record.type === 'sent' || record.type === 'received') && record.signal.kind === 'description'
        ? [`${record.type} ${record.signal.description.type}`]
        : [],
    );

  it('holds the first offer with its SDP, the answer, the candidates and the states', async () => {
    await pair.start().connected();
    await waitUntil(() => agreed(pair.a, pair.b), 'no agreement');
    expect(descriptions(pair.a)).to.deep.equal(['sent offer', 'received answer']);
    expect(descriptions(pair.b)).to.deep.equal(['received offer', 'sent answer']);
    const sent = pair.signals.filter(({ from }) => from === 'a').map(({ signal }) => signal);
    const recorded = pair.a.history.records.flatMap((record) =>
      record.type === 'sent' ? [record.signal] : [],
    );
    expect(recorded).to.deep.equal(sent);
    for (const [type, state] of Object.entries(LAST)) {
      for (const link of [pair.a, pair.b]) {
        await waitUntil(() => lastState(link, type) === state, `${type} is ${String(lastState(link, type))}`);
      }
    }
    await waitUntil(() => /connected|completed/.test(lastState(pair.a, 'iceConnection') ?? ''), 'no ICE');
  });

  it('has one epoch and times that never go back', async () => {
    await pair.start().connected();
    const { records } = pair.b.history;
    const [offer] = pair.signals;
    const ofConnection = records.filter((record) => record.type !== 'link');
    expect(new Set(ofConnection.map(({ epoch }) => epoch))).to.deep.equal(new Set([offer?.signal.epoch]));
    const times = records.map(({ at }) => at);
    expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
  });

  it('tells of restarts, renewals and what is sent', async () => {
    await pair.start().connected();
    const track = await fakeTrack('video');
    pair.a.setTrack('camera', track);
    pair.a.setTrack('camera', null);
    track.stop();
    const sending = pair.a.history.records.filter(({ type }) => type === 'sending');
    expect(sending.map((record) => 'on' in record && record.on)).to.deep.equal([true, false]);
    pair.b.restart();
    await waitUntil(() => descriptions(pair.a).length === 4, 'no restart');
    expect(types(pair.b)).to.include('restart');
    const asked = pair.a.history.records.find(
      (record) => record.type === 'received' && record.signal.kind === 'restart',
    );
    expect(asked).to.be.an('object');
  });

  it('keeps the last 300', () => {
    const { history } = pair.a;
    for (let i = 0; i < 400; i += 1) history.add({ type: 'quality', grade: String(i) });
    const grades = history.records.map((record: LinkRecord) => 'grade' in record && record.grade);
    expect(grades).to.have.length(300);
    expect(grades[0]).to.equal('100');
    expect(grades.at(-1)).to.equal('399');
  });

  it('keeps at most 512 KiB of descriptions, the newest ones', () => {
    const { history } = pair.a;
    const sdp = 'x'.repeat(48 * 1024);
    for (let offerId = 0; offerId < 20; offerId += 1) {
      const signal = { kind: 'description', epoch: 1, offerId, description: { type: 'offer', sdp } } as const;
      history.add({ type: 'received', signal });
    }
    const kept = history.records.map(
      (record) => 'signal' in record && 'offerId' in record.signal && record.signal.offerId,
    );
    expect(kept).to.deep.equal([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });
});
