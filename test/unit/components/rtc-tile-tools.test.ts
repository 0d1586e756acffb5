import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { CallSession, RtcRemoteVideo, RtcStage } from '../../../src/index.js';
import '../../../src/index.js';
import {
  appears,
  cleanUp,
  colorScheme,
  deep,
  exists,
  freshRoom,
  joined,
  picture,
  videoOf,
} from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('the tools of a tile', () => {
  afterEach(cleanUp);

  async function withBob(): Promise<{
    here: CallSession;
    bob: CallSession;
    stage: RtcStage;
    tile: RtcRemoteVideo;
  }> {
    const room = freshRoom();
    const here = await joined({ room, name: 'Ann' });
    const bob = await joined({ room, name: 'Bob' });
    const stage = await fixture<RtcStage>(`<rtc-stage style="width: 50rem; height: 30rem"></rtc-stage>`);
    stage.session = here;
    await picture(stage, 'rtc-remote-video');
    const tile = stage.shadowRoot!.querySelector('rtc-remote-video')!;
    return { here, bob, stage, tile };
  }

  /** Opens the menu of a tile as a person does. */
  async function open(tile: Element): Promise<HTMLElement> {
    const tools = await appears(tile, 'rtc-tile-tools');
    const button = await appears(tools, '.open');
    button.focus();
    await sendKeys({ press: 'Enter' });
    return appears(tools, '.menu:popover-open');
  }

  function item(menu: HTMLElement, text: string): HTMLElement {
    const found = [...menu.querySelectorAll<HTMLElement>('.item')].find(
      (one) => one.textContent.trim() === text,
    );
    if (!found) throw new Error(`no ${text} in ${menu.textContent}`);
    return found;
  }

  /** Waits until the stage has given the tile nearly the shape of its picture, which loses a little. */
  const fitted = (tile: HTMLElement): Promise<void> =>
    waitUntil(
      () => tile.style.inlineSize && videoOf(tile).style.getPropertyValue('--_fit') === 'cover',
      'not fitted',
    );

  for (const scheme of ['light', 'dark']) {
    it(`are accessible, closed and open (${scheme})`, async () => {
      colorScheme(scheme);
      const { stage, tile } = await withBob();
      await expect(stage).to.be.accessible();
      const menu = await open(tile);
      expect(menu.getAttribute('aria-label')).to.equal('Options: \u2068Bob\u2069');
      await appears(deep(tile, 'rtc-tile-tools'), '.connection');
      await expect(stage).to.be.accessible();
    });
  }

  it('stand inside of the window, and close at Escape and at a click elsewhere', async () => {
    const { stage, tile } = await withBob();
    const own = deep(stage, 'rtc-local-video');
    const menu = await open(own);
    const box = menu.getBoundingClientRect();
    expect(box.left).to.be.at.least(0);
    expect(box.right).to.be.at.most(document.documentElement.clientWidth);
    expect(box.bottom).to.be.at.most(document.documentElement.clientHeight);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !exists(deep(own, 'rtc-tile-tools'), '.menu'), 'still open');
    const button = deep(tile, 'rtc-tile-tools', '.open');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    await open(tile);
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    await sendMouse({ type: 'click', position: [2, document.documentElement.clientHeight - 2] });
    await waitUntil(() => !exists(deep(tile, 'rtc-tile-tools'), '.menu'), 'still open');
  });

  it('are reached with the arrow keys', async () => {
    const { tile } = await withBob();
    const menu = await open(tile);
    const focused = (): string => menu.querySelector(':focus')?.textContent.trim() ?? '';
    expect(focused()).to.equal('Keep big');
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal('Mute for me');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    expect(focused()).to.equal('Full screen');
  });

  it('mute somebody for oneself alone, and set how loud they are', async () => {
    const { bob, tile } = await withBob();
    const menu = await open(tile);
    item(menu, 'Mute for me').click();
    await tile.updateComplete;
    expect(videoOf(tile).muted).to.equal(true);
    expect(bob.self.media.microphone).to.equal(true);
    await waitUntil(() => tile.matches(':state(silenced)'), 'no state');
    await appears(deep(tile, 'rtc-tile-marks'), '[part=silenced-icon]');
    await waitUntil(() => item(menu, 'Mute for me').getAttribute('aria-pressed') === 'true', 'not pressed');
    const slider = menu.querySelector('input')!;
    slider.value = '0.25';
    slider.dispatchEvent(new Event('input'));
    await tile.updateComplete;
    expect(videoOf(tile).volume).to.equal(0.25);
    expect(videoOf(tile).muted).to.equal(false);
  });

  it('keep a tile big, and let it go', async () => {
    const room = freshRoom();
    const here = await joined({ room });
    await joined({ room, name: 'Bob' });
    await joined({ room, name: 'Cid' });
    const stage = await fixture<RtcStage>(`<rtc-stage style="width: 50rem; height: 30rem"></rtc-stage>`);
    stage.session = here;
    const tile = await appears(stage, 'rtc-remote-video');
    item(await open(tile), 'Keep big').click();
    await waitUntil(() => tile.className === 'big', 'not big');
    expect(tile.matches(':state(pinned)')).to.equal(true);
    expect(deep(tile, 'rtc-tile-tools').shadowRoot?.activeElement?.className).to.equal('open');
    const menu = await open(tile);
    expect(item(menu, 'Keep big').getAttribute('aria-pressed')).to.equal('true');
    item(menu, 'Keep big').click();
    await waitUntil(() => tile.className === '', 'still big');
  });

  it('mirror the picture of this participant, or not', async () => {
    const { stage } = await withBob();
    const own = deep(stage, 'rtc-local-video');
    await picture(own);
    expect(videoOf(own).classList.contains('mirrored')).to.equal(true);
    item(await open(own), 'Mirror').click();
    await waitUntil(() => !videoOf(own).classList.contains('mirrored'), 'still mirrored');
  });

  it('show all of the picture, or fill the tile with it, whatever the page has chosen', async () => {
    const { tile } = await withBob();
    const video = videoOf(tile);
    const fit = (): string => getComputedStyle(video).objectFit;
    // The tile has another shape than the picture, which therefore loses a little.
    await waitUntil(
      () => tile.style.inlineSize && video.style.getPropertyValue('--_fit') === 'cover',
      'no fit',
    );
    item(await open(tile), 'Show the whole picture').click();
    expect(fit()).to.equal('contain');
    expect(deep(tile, 'rtc-tile-tools').shadowRoot?.activeElement?.className).to.equal('open');
    item(await open(tile), 'Fill the tile').click();
    expect(fit()).to.equal('cover');
    expect(video.style.objectFit).to.equal('');
    tile.style.setProperty('--rtc-video-fit', 'contain');
    expect(fit()).to.equal('contain');
    item(await open(tile), 'Fill the tile').click();
    expect(fit()).to.equal('cover');
  });

  it('offer nothing that the browser cannot do', async () => {
    const { tile } = await withBob();
    await fitted(tile);
    const lacking = [
      [document, 'fullscreenEnabled'],
      [document, 'pictureInPictureEnabled'],
      [globalThis, 'documentPictureInPicture'],
    ] as const;
    const own = lacking.map(([target, name]) => Object.getOwnPropertyDescriptor(target, name));
    for (const [target, name] of lacking) {
      Object.defineProperty(target, name, { configurable: true, value: undefined });
    }
    try {
      const menu = await open(tile);
      const items = Array.from(menu.querySelectorAll('button'), ({ textContent }) => textContent.trim());
      expect(items).to.deep.equal(['Keep big', 'Mute for me', 'Show the whole picture']);
    } finally {
      for (const [i, [target, name]] of lacking.entries()) {
        const descriptor = own[i];
        if (descriptor) Object.defineProperty(target, name, descriptor);
        else Reflect.deleteProperty(target, name);
      }
    }
  });

  it('fill the screen with a tile', async () => {
    const { stage, tile } = await withBob();
    const menu = await open(tile);
    const change = oneEvent(document, 'fullscreenchange');
    // A gesture, without which no browser does it.
    item(menu, 'Full screen').focus();
    await sendKeys({ press: 'Enter' });
    await change;
    expect(stage.shadowRoot?.fullscreenElement).to.equal(tile);
    await document.exitFullscreen();
  });
});
