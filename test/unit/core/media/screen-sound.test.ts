import { expect } from '@open-wc/testing';
import { LocalMedia } from '../../../../src/core/index.js';

interface Surface {
  readonly displaySurface: string | undefined;
  readonly restrictOwnAudio?: boolean;
}

describe('The sound of a shared screen', () => {
  const undo: (() => void)[] = [];

  afterEach(() => {
    for (const step of undo.splice(0).reverse()) step();
  });

  function override(object: object, key: string, value: unknown): void {
    Object.defineProperty(object, key, { configurable: true, value });
    undo.push(() => Reflect.deleteProperty(object, key));
  }

  /** A browser that captures this surface, with sound; what it is asked for goes into the list. */
  function capturing(
    { displaySurface, restrictOwnAudio }: Surface,
    supported = true,
  ): DisplayMediaStreamOptions[] {
    const asked: DisplayMediaStreamOptions[] = [];
    const context = new AudioContext();
    undo.push(() => void context.close());
    override(navigator.mediaDevices, 'getSupportedConstraints', () =>
      supported ? { restrictOwnAudio: true } : {},
    );
    override(navigator.mediaDevices, 'getDisplayMedia', (options: DisplayMediaStreamOptions) => {
      asked.push(options);
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      const [video] = canvas.captureStream(5).getVideoTracks();
      const [audio] = context.createMediaStreamDestination().stream.getAudioTracks();
      override(video!, 'getSettings', () => ({ displaySurface }));
      override(audio!, 'getSettings', () => ({ restrictOwnAudio }));
      return Promise.resolve(new MediaStream([video!, audio!]));
    });
    return asked;
  }

  async function share(): Promise<LocalMedia> {
    const media = new LocalMedia();
    undo.push(() => media.close());
    await media.setScreen(true);
    expect(media.screen).to.equal(true);
    return media;
  }

  it('leaves out the call itself, is not processed, and is in stereo', async () => {
    const [options] = await sharedWith({ displaySurface: 'monitor', restrictOwnAudio: true });
    expect(options?.audio).to.include({
      restrictOwnAudio: true,
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: 2,
    });
    expect(options).to.include({ systemAudio: 'include' });
  });

  async function sharedWith(surface: Surface): Promise<DisplayMediaStreamOptions[]> {
    const asked = capturing(surface);
    const media = await share();
    expect(media.getTrack('screen-audio')?.readyState).to.equal('live');
    return asked;
  }

  it('is sent of a tab, whose sound has no call in it', async () => {
    await sharedWith({ displaySurface: 'browser' });
  });

  for (const displaySurface of ['monitor', 'window']) {
    it(`is not sent of a ${displaySurface} where the browser does not leave the call out`, async () => {
      capturing({ displaySurface, restrictOwnAudio: false });
      expect((await share()).getTrack('screen-audio')).to.equal(null);
    });
  }

  it('of the whole system is not even asked for where the browser cannot leave the call out', async () => {
    const asked = capturing({ displaySurface: 'monitor' }, false);
    expect((await share()).getTrack('screen-audio')).to.equal(null);
    expect(asked[0]).to.include({ systemAudio: 'exclude' });
    expect(asked[0]?.audio).not.to.have.property('restrictOwnAudio');
  });

  it('is as the page wants it', async () => {
    const asked = capturing({ displaySurface: 'browser' });
    const media = new LocalMedia({ constraints: { screenAudio: { channelCount: 1, sampleRate: 16_000 } } });
    undo.push(() => media.close());
    await media.setScreen(true);
    expect(asked[0]?.audio).to.include({ channelCount: 1, sampleRate: 16_000, restrictOwnAudio: true });
  });
});
