import { expect } from '@open-wc/testing';
import { StatsFeed } from '../../../../../src/core/call/stats-feed.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import type { CallSession } from '../../../../../src/core/index.js';
import { waitUntil } from '../../../support/wait-until.js';
import { cleanUp, connected, encodingOf, freshRoom, later, session } from './support.js';

/** Keeps the timer that reads the statistics every five seconds, for the test to run. */
function holdReadings(): () => void {
  const original = window.setInterval;
  let read: () => void = () => undefined;
  window.setInterval = ((handle: () => void, ms?: number) => {
    if (ms !== 5000) return original(handle, ms);
    read = handle;
    return original(() => undefined, 1_000_000);
  }) as typeof setInterval;
  later(() => {
    window.setInterval = original;
  });
  return () => {
    read();
  };
}

/** No machine is overloaded on demand: its statistics say that it is. */
function sayReason(at: CallSession, reason: () => string): void {
  let timestamp = 0;
  StatsFeed.of(at).read = () => {
    const stats = { id: 'O', type: 'outbound-rtp', kind: 'video', qualityLimitationReason: reason() };
    const report = new Map([['O', stats]]) as unknown as RTCStatsReport;
    timestamp += 5000;
    return Promise.resolve({
      timestamp,
      participants: new Map(at.participants.map(({ id }) => [id, report])),
    });
  };
}

describe('what limits the pictures', () => {
  afterEach(cleanUp);

  it('is told once for each change, and gives way until it is gone', async () => {
    const room = freshRoom();
    const [ann, bob] = [session({ room }), session({ room })];
    const read = holdReadings();
    let reason = 'none';
    sayReason(ann, () => reason);
    const quality = Quality.of(ann);
    await Promise.all([ann.join(), bob.join()]);
    await connected(ann, bob);
    const scale = (): number => encodingOf(ann, bob, 'camera').scaleResolutionDownBy ?? 0;
    await waitUntil(() => scale() > 0, 'nothing is set');
    const before = scale();
    const reasons: string[] = [];
    ann.addEventListener('rtc-quality-change', (event) => reasons.push(event.reason));

    reason = 'cpu';
    await waitUntil(() => {
      read();
      return quality.onlySpeakers;
    }, 'nothing gives way');
    await waitUntil(() => scale() === 2 * before, 'the picture is as large as ever');
    expect(encodingOf(ann, bob, 'camera').maxFramerate).to.equal(10);
    expect(reasons).to.deep.equal(['cpu']);
    expect(quality.reason).to.equal('cpu');

    reason = 'bandwidth';
    await waitUntil(() => {
      read();
      return quality.reason === 'bandwidth';
    }, 'the device is never taken for calm');
    await waitUntil(() => scale() === before, 'not in full again');
    expect(quality.onlySpeakers).to.equal(false);
    reason = 'none';
    await waitUntil(() => {
      read();
      return quality.reason === 'none';
    }, 'something limits it for ever');
    expect(reasons).to.deep.equal(['cpu', 'bandwidth', 'none']);
  });

  it('is forgotten when everybody has left', async () => {
    const room = freshRoom();
    const [ann, bob] = [session({ room }), session({ room })];
    const read = holdReadings();
    sayReason(ann, () => 'cpu');
    const quality = Quality.of(ann);
    await Promise.all([ann.join(), bob.join()]);
    await connected(ann, bob);
    await waitUntil(() => {
      read();
      return quality.onlySpeakers;
    }, 'nothing gives way');
    await bob.leave();
    await waitUntil(() => ann.participants.length === 0, 'still there');
    expect(quality.reason).to.equal('none');
    expect(quality.onlySpeakers).to.equal(false);
  });
});
