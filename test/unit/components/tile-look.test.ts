import { expect, fixture } from '@open-wc/testing';
import '../../../src/index.js';
import { pictureSize } from '../../../src/components/rtc-tile/look/picture-size.js';
import { Quality } from '../../../src/core/features/quality/index.js';
import { Viewing } from '../../../src/core/viewing/index.js';
import type { CallSession, RtcRemoteVideo } from '../../../src/index.js';
import { framesAdvance } from '../support/media.js';
import { waitUntil } from '../support/wait-until.js';
import { appears, cleanUp, freshRoom, joined, picture } from './support.js';

describe('what a tile says of its picture', () => {
  afterEach(cleanUp);

  async function seen(): Promise<{
    ann: CallSession;
    bob: CallSession;
    tile: RtcRemoteVideo;
    video: HTMLVideoElement;
    encoding: () => RTCRtpEncodingParameters;
  }> {
    const room = freshRoom();
    const [ann, bob] = await Promise.all([joined({ room, name: 'Ann' }), joined({ room, name: 'Bob' })]);
    Quality.of(bob);
    const tile = await fixture<RtcRemoteVideo>(
      `<rtc-remote-video style="width: 80px; height: 60px"></rtc-remote-video>`,
    );
    tile.session = ann;
    const video = await picture(tile);
    await appears(tile, 'rtc-tile-tools');
    const encoding = (): RTCRtpEncodingParameters =>
      bob.getPeer(ann.self.id)?.sender('camera')?.getParameters().encodings[0] ?? {};
    return { ann, bob, tile, video, encoding };
  }

  const isSent = (encoding: RTCRtpEncodingParameters): boolean => encoding.active === true;

  it('is the size in which it is shown, however large it is sent', async () => {
    const { bob, tile, encoding } = await seen();
    const { height = 0 } = bob.media.getTrack('camera')?.getSettings() ?? {};
    const sent = (): number => height / (encoding().scaleResolutionDownBy ?? 1) / devicePixelRatio;
    await waitUntil(() => sent() >= 60 && sent() <= 60 * 1.06, 'not in the size of the tile');
    tile.style.height = '30px';
    tile.style.width = '40px';
    await waitUntil(() => sent() >= 30 && sent() <= 30 * 1.06, 'not smaller with the tile');
  });

  it('is nothing while it is hidden in any way, and all again after that', async () => {
    const { tile, video, encoding } = await seen();
    await waitUntil(() => (encoding().scaleResolutionDownBy ?? 0) > 1, 'it says nothing');
    const ways: [string, () => void, () => void][] = [
      ['not rendered', () => (tile.hidden = true), () => (tile.hidden = false)],
      ['invisible', () => (tile.style.visibility = 'hidden'), () => tile.style.removeProperty('visibility')],
      [
        'scrolled away',
        () => (tile.style.marginTop = '5000px'),
        () => tile.style.removeProperty('margin-top'),
      ],
    ];
    for (const [way, hide, show] of ways) {
      hide();
      tile.requestUpdate();
      await waitUntil(() => !isSent(encoding()), `${way}: it is sent on`);
      show();
      tile.requestUpdate();
      await waitUntil(() => isSent(encoding()), `${way}: it is not sent again`);
      await framesAdvance(video);
    }
  });

  it('is nothing once the tile is gone, and something when it comes back', async () => {
    const { tile, encoding } = await seen();
    await waitUntil(() => (encoding().scaleResolutionDownBy ?? 0) > 1, 'it says nothing');
    const parent = tile.parentElement;
    tile.remove();
    await waitUntil(() => !isSent(encoding()), 'it is sent on');
    parent?.append(tile);
    await waitUntil(() => isSent(encoding()), 'it is not sent again');
  });

  it('is that of the small window of the browser where that shows it', async () => {
    const { tile, video, encoding } = await seen();
    await waitUntil(() => (encoding().scaleResolutionDownBy ?? 0) > 1, 'it says nothing');
    const small = Object.assign(new EventTarget(), { width: 40, height: 30 });
    video.dispatchEvent(Object.assign(new Event('enterpictureinpicture'), { pictureInPictureWindow: small }));
    tile.hidden = true;
    const before = encoding().scaleResolutionDownBy ?? 0;
    await waitUntil(() => (encoding().scaleResolutionDownBy ?? 0) > before, 'not smaller');
    expect(isSent(encoding())).to.equal(true);
    video.dispatchEvent(new Event('leavepictureinpicture'));
    await waitUntil(() => !isSent(encoding()), 'it is sent on');
  });

  it('marks a picture that stands, since the device cannot show more', async () => {
    const { ann, bob, tile } = await seen();
    Viewing.of(ann).moving = new Set();
    const mark = await appears(tile, 'rtc-tile-tools', '.standing');
    expect(mark.textContent.trim()).to.equal('Paused: this device is busy');
    expect(tile.matches(':state(standing)')).to.equal(true);
    await expect(tile).to.be.accessible();
    Viewing.of(ann).moving = new Set([bob.self.id]);
    await waitUntil(() => !tile.matches(':state(standing)'), 'still marked');
  });
});

describe('pictureSize', () => {
  const video = (fit: string, width: number, height: number): HTMLVideoElement => {
    const element = document.createElement('video');
    element.style.cssText = `width: 200px; height: 100px; object-fit: ${fit}`;
    Object.defineProperties(element, { videoWidth: { value: width }, videoHeight: { value: height } });
    document.body.append(element);
    return element;
  };
  const scaled = (width: number, height: number) => ({
    width: width * devicePixelRatio,
    height: height * devicePixelRatio,
  });

  afterEach(() => {
    for (const element of document.querySelectorAll('video')) element.remove();
  });

  it('has the edges that are cut off, or the bars beside it not', () => {
    expect(pictureSize(video('cover', 400, 400))).to.deep.equal(scaled(200, 200));
    expect(pictureSize(video('contain', 400, 400))).to.deep.equal(scaled(100, 100));
    expect(pictureSize(video('cover', 1600, 200))).to.deep.equal(scaled(800, 100));
  });

  it('is that of the box before the first picture, and nothing without one', () => {
    expect(pictureSize(video('cover', 0, 0))).to.deep.equal(scaled(200, 100));
    const hidden = video('cover', 400, 400);
    hidden.hidden = true;
    expect(pictureSize(hidden)).to.equal(null);
  });
});
