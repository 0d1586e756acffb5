import { expect } from '@open-wc/testing';
import '../../../src/index.js';
import { Quality } from '../../../src/core/features/quality/index.js';
import { RtcQualityChangeEvent } from '../../../src/core/quality-change-event.js';
import type { RtcCall } from '../../../src/index.js';
import { Viewing } from '../../../src/core/viewing/index.js';
import { waitUntil } from '../support/wait-until.js';
import { appears, call, cleanUp, freshRoom, joined, picture, reached } from './support.js';

const SENTENCE = 'This device is busy: pictures are smaller for now';

describe('a call on a device that cannot keep up', () => {
  afterEach(cleanUp);

  /** A call with everything that is loaded once it has settled. */
  async function settled(room = freshRoom()): Promise<RtcCall> {
    const element = await call('autojoin', '', room);
    await reached(element, 'in-call');
    await appears(element, 'rtc-recording');
    return element;
  }

  const status = (element: RtcCall): string =>
    element.shadowRoot?.querySelector('[part~=status]')?.textContent.trim() ?? '';

  it('says so once, and tells the page each time', async () => {
    const element = await settled();
    const { session } = element;
    const reasons: string[] = [];
    element.addEventListener('rtc-quality-change', ({ reason }) => reasons.push(reason));
    session.dispatchEvent(new RtcQualityChangeEvent({ reason: 'bandwidth' }));
    await element.updateComplete;
    expect(status(element)).not.to.contain(SENTENCE);
    session.dispatchEvent(new RtcQualityChangeEvent({ reason: 'cpu' }));
    await waitUntil(() => status(element).includes(SENTENCE), 'nothing is said');
    await element.toggleMicrophone(false);
    await waitUntil(() => status(element).includes('Microphone muted'), 'nothing else is said');
    const before = element.shadowRoot?.querySelector('[part~=status] > :first-child');
    session.dispatchEvent(new RtcQualityChangeEvent({ reason: 'none' }));
    session.dispatchEvent(new RtcQualityChangeEvent({ reason: 'cpu' }));
    await element.updateComplete;
    // Another announcement is another element.
    expect(element.shadowRoot?.querySelector('[part~=status] > :first-child')).to.equal(before);
    expect(reasons).to.deep.equal(['bandwidth', 'cpu', 'none', 'cpu']);
  });

  it('moves two pictures, and all of them again', async () => {
    const room = freshRoom();
    const others = await Promise.all(['Bob', 'Cem', 'Dan'].map((name) => joined({ room, name })));
    const element = await settled(room);
    await picture(element, 'rtc-stage', 'rtc-remote-video');
    await waitUntil(() => element.participants.length === 3, 'not everybody is there');
    const quality = Quality.of(element.session);
    let onlySpeakers = true;
    Object.defineProperty(quality, 'onlySpeakers', { get: () => onlySpeakers });
    quality.dispatchEvent(new Event('change'));
    const viewing = Viewing.of(element.session);
    expect(viewing.moving?.size).to.equal(2);
    expect(others.map(({ self }) => self.id)).to.include.members([...(viewing.moving ?? [])]);
    await appears(element, 'rtc-stage', 'rtc-remote-video:state(standing)', 'rtc-tile-tools', '.standing');
    onlySpeakers = false;
    quality.dispatchEvent(new Event('change'));
    expect(viewing.moving).to.equal(undefined);
  });
});
