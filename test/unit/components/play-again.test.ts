import { expect, fixture } from '@open-wc/testing';
import '../../../src/index.js';
import type { CallSession, RtcLocalVideo, RtcRemoteVideo } from '../../../src/index.js';
import { framesAdvance } from '../support/media.js';
import { cleanUp, freshRoom, joined, picture } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('A video that was paused from outside', () => {
  afterEach(cleanUp);

  async function tiles(): Promise<{ here: CallSession; own: RtcLocalVideo; other: RtcRemoteVideo }> {
    const room = freshRoom();
    const here = await joined({ room, name: 'Ann' });
    await joined({ room, name: 'Bob' });
    const own = await fixture<RtcLocalVideo>('<rtc-local-video></rtc-local-video>');
    const other = await fixture<RtcRemoteVideo>('<rtc-remote-video></rtc-remote-video>');
    own.session = other.session = here;
    return { here, own, other };
  }

  it('plays again, in every kind of tile, as often as it happens', async () => {
    const { own, other } = await tiles();
    for (const video of [await picture(own), await picture(other)]) {
      for (let times = 0; times < 2; times += 1) {
        video.pause();
        expect(video.paused).to.equal(true);
        await waitUntil(() => !video.paused, 'it stands still');
        await framesAdvance(video);
      }
    }
  });

  it('plays again when the page is visible again', async () => {
    const { other } = await tiles();
    const video = await picture(other);
    const { play } = video;
    let refused = 0;
    // As on a phone, where nothing starts in the background.
    video.play = () => {
      refused += 1;
      return Promise.reject(new DOMException('in the background', 'NotAllowedError'));
    };
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    video.pause();
    await waitUntil(() => refused > 0, 'not tried');
    expect(video.paused).to.equal(true);
    video.play = play;
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await waitUntil(() => !video.paused, 'it stands still');
    // Nobody has to press a button for the sound.
    expect(video.muted).to.equal(false);
    expect(other.shadowRoot?.querySelector('[part~=sound-button]')).to.equal(null);
  });

  it('stays paused when the tile was removed, and plays when it was moved', async () => {
    const { other } = await tiles();
    const video = await picture(other);
    let plays = 0;
    video.addEventListener('play', () => (plays += 1));
    const { parentNode } = other;
    other.remove();
    await waitUntil(() => video.paused, 'it plays on');
    const aside = parentNode!.appendChild(document.createElement('div'));
    expect(plays).to.equal(0);
    aside.append(other);
    await waitUntil(() => !video.paused, 'it stands still');
    await framesAdvance(video);
  });
});
