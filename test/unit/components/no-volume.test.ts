import { expect, fixture } from '@open-wc/testing';
import type { RtcRemoteVideo, RtcStage } from '../../../src/index.js';
import '../../../src/index.js';
import { appears, cleanUp, freshRoom, joined, picture, videoOf } from './support.js';

const { prototype } = HTMLMediaElement;

describe('a tile on a device that ignores the volume', () => {
  const volume = Object.getOwnPropertyDescriptor(prototype, 'volume')!;

  before(() => {
    const set = new WeakMap<object, number>();
    // As on iPhones and iPads, which seem to take a value for a moment.
    Object.defineProperty(prototype, 'volume', {
      configurable: true,
      get(this: object) {
        return set.get(this) ?? 1;
      },
      set(this: object, value: number) {
        set.set(this, value);
        setTimeout(() => set.delete(this));
      },
    });
  });

  after(() => {
    Object.defineProperty(prototype, 'volume', volume);
  });

  afterEach(cleanUp);

  async function withBob(): Promise<RtcRemoteVideo> {
    const room = freshRoom();
    const here = await joined({ room, name: 'Ann' });
    await joined({ room, name: 'Bob' });
    const stage = await fixture<RtcStage>(`<rtc-stage style="width: 50rem; height: 30rem"></rtc-stage>`);
    stage.session = here;
    await picture(stage, 'rtc-remote-video');
    return stage.shadowRoot!.querySelector('rtc-remote-video')!;
  }

  it('has no slider in its menu, and mutes somebody all the same', async () => {
    const tile = await withBob();
    const tools = await appears(tile, 'rtc-tile-tools');
    (await appears(tools, '.open')).click();
    const menu = await appears(tools, '.menu:popover-open');
    expect(menu.querySelectorAll('input').length).to.equal(0);
    const mute = [...menu.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Mute for me');
    mute?.click();
    await tile.updateComplete;
    expect(videoOf(tile).muted).to.equal(true);
    mute?.click();
    await tile.updateComplete;
    expect(videoOf(tile).muted).to.equal(false);
  });

  it('is silent at a volume of 0', async () => {
    const tile = await withBob();
    tile.volume = 0;
    await tile.updateComplete;
    expect(videoOf(tile).muted).to.equal(true);
    tile.volume = 0.5;
    await tile.updateComplete;
    expect(videoOf(tile).muted).to.equal(false);
  });
});
