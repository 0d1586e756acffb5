import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CallSession, RtcStage } from '../../../src/index.js';
import '../../../src/index.js';
import { framesAdvance } from '../support/media.js';
import { openWindowOnLeave } from '../../../src/components/rtc-call/window-on-leave.js';
import { openCallWindow } from '../../../src/components/rtc-tile/small-window/small-window.js';
import type * as SmallWindow from '../../../src/components/rtc-tile/small-window/small-window.js';
import { Localize } from '../../../src/components/words/localize.js';
import { appears, cleanUp, deep, freshRoom, joined, picture, videoOf } from './support.js';
import { waitUntil } from '../support/wait-until.js';

const form = (globalThis as { documentPictureInPicture?: { readonly window: Window | null } })
  .documentPictureInPicture;

describe('the small window', () => {
  afterEach(cleanUp);

  async function withTwo(): Promise<{ here: CallSession; bob: CallSession; stage: RtcStage }> {
    const room = freshRoom();
    const here = await joined({ room, name: 'Ann' });
    const bob = await joined({ room, name: 'Bob' });
    const stage = await fixture<RtcStage>(`<rtc-stage style="width: 50rem; height: 30rem"></rtc-stage>`);
    stage.session = here;
    await joined({ room, name: 'Cid' });
    await picture(stage, 'rtc-remote-video');
    return { here, bob, stage };
  }

  /** By the menu of the first tile, as a person does: browsers open no window without a gesture. */
  async function open(stage: RtcStage): Promise<void> {
    const tools = await appears(stage, 'rtc-remote-video', 'rtc-tile-tools');
    (await appears(tools, '.open')).focus();
    await sendKeys({ press: 'Enter' });
    const menu = await appears(tools, '.menu:popover-open');
    const item = [...menu.querySelectorAll<HTMLElement>('.item')].find(
      ({ textContent }) => textContent.trim() === 'Small window',
    );
    item?.focus();
    await sendKeys({ press: 'Enter' });
  }

  async function opened(stage: RtcStage): Promise<{ page: Window; root: ShadowRoot }> {
    await open(stage);
    await waitUntil(() => form?.window, 'no window');
    const page = form?.window;
    const root = page?.document.querySelector('div')?.shadowRoot;
    if (!page || !root) throw new Error('nothing in the window');
    return { page, root };
  }

  /** Whom a picture of the window shows; the initials are there until their picture has come. */
  const nameIn = (figure: Element | undefined): string | undefined =>
    figure?.querySelector('figcaption')?.textContent.trim();

  it('shows everybody, the chosen one big, and works by its buttons', async () => {
    const { here, bob, stage } = await withTwo();
    const { root } = await opened(stage);
    await waitUntil(() => root.querySelectorAll('video').length === 2, 'not everybody');
    const [big, small] = root.querySelectorAll('figure');
    expect(nameIn(big)).to.equal('Bob');
    expect(nameIn(small)).to.equal('Cid');
    expect(big!.clientHeight).to.be.greaterThan(small!.clientHeight);
    await framesAdvance(big!.querySelector('video')!);
    await bob.toggleCamera(false);
    await waitUntil(() => big?.querySelector('.avatar'), 'no initials');
    const mute = root.querySelector<HTMLElement>('[aria-label="Mute microphone"]');
    mute?.click();
    await waitUntil(() => !here.self.media.microphone, 'not muted');
    expect(mute?.getAttribute('aria-label')).to.equal('Unmute microphone');
  });

  it('shows all of a picture that would lose more than a tenth of a side', async () => {
    const { stage } = await withTwo();
    const { root } = await opened(stage);
    await waitUntil(() => root.querySelectorAll('video').length === 2, 'not everybody');
    const video = root.querySelector('video')!;
    await waitUntil(() => video.videoWidth > 0, 'no picture');
    const fitIn = (width: number): Promise<void> => {
      const figure = video.closest('figure')!;
      figure.style.cssText = `flex: none; block-size: 90px; inline-size: ${String(width)}px`;
      video.ownerDocument.defaultView!.dispatchEvent(new Event('resize'));
      return waitUntil(() => video.clientWidth === width, 'not as wide');
    };
    const wide = Math.round((90 * video.videoWidth) / video.videoHeight);
    await fitIn(wide);
    expect(getComputedStyle(video).objectFit).to.equal('cover');
    await fitIn(wide * 2);
    expect(getComputedStyle(video).objectFit).to.equal('contain');
  });

  it('shows somebody else big when that participant has left', async () => {
    const { bob, stage } = await withTwo();
    const { root } = await opened(stage);
    await waitUntil(() => nameIn(root.querySelector('figure') ?? undefined) === 'Bob', 'Bob is not there');
    await bob.leave();
    await waitUntil(() => nameIn(root.querySelector('figure') ?? undefined) === 'Cid', 'nobody else is big');
    expect(root.querySelectorAll('figure')).to.have.length(1);
  });

  it('closes with the call', async () => {
    const { here, stage } = await withTwo();
    const { root } = await opened(stage);
    root.querySelector<HTMLElement>('[aria-label="Leave call"]')?.click();
    await waitUntil(() => here.state === 'left', 'not left');
    await waitUntil(() => !form?.window, 'still open');
  });

  /** Opens it within the press of a button: browsers open one by themselves only when a person leaves the tab. */
  async function openByItself(here: CallSession, stage: RtcStage): Promise<void> {
    const button = await fixture<HTMLButtonElement>('<button>leave</button>');
    const done = new Promise<void>((resolve) => {
      button.onclick = () => {
        void openCallWindow(here, new Localize(stage)).then(resolve);
      };
    });
    button.focus();
    await sendKeys({ press: 'Enter' });
    await done;
  }

  it('shows the call by itself, with what the stage shows big, or somebody else', async () => {
    const { here, stage } = await withTwo();
    await openByItself(here, stage);
    const page = form?.window;
    const [first] = page?.document.querySelector('div')?.shadowRoot?.querySelectorAll('figure') ?? [];
    expect(nameIn(first)).to.equal('Bob');
    // There is one: it stays as the person has it.
    await openByItself(here, stage);
    expect(form?.window === page).to.equal(true);
    page?.close();
    await waitUntil(() => !form?.window, 'still open');
    const [, cid] = here.participants;
    stage.pin(cid?.id ?? '');
    await waitUntil(() => here.features.stage?.featured[0]?.participant === cid?.id, 'not big');
    await openByItself(here, stage);
    const [big] = form?.window?.document.querySelector('div')?.shadowRoot?.querySelectorAll('figure') ?? [];
    expect(nameIn(big)).to.equal('Cid');
  });

  it('opens when the tab is left, where the person prefers that', async () => {
    const { here, stage } = await withTwo();
    const { setActionHandler } = MediaSession.prototype;
    let handler: MediaSessionActionHandler | null = null;
    MediaSession.prototype.setActionHandler = function (this: MediaSession, action, given) {
      if (action === ('enterpictureinpicture' as string)) handler = given;
      setActionHandler.call(this, action, given);
    };
    try {
      openWindowOnLeave(here, new Localize(stage));
      expect(handler).to.equal(null);
      here.publish('preferences', { smallWindow: true });
      expect(handler).to.be.a('function');
      here.publish('preferences', { smallWindow: undefined });
      expect(handler).to.equal(null);
      here.publish('preferences', { smallWindow: true });
      await here.leave();
      expect(handler).to.equal(null);
    } finally {
      MediaSession.prototype.setActionHandler = setActionHandler;
    }
  });

  it('is the video alone where the browser has nothing better', async () => {
    const { stage } = await withTwo();
    const tile = deep(stage, 'rtc-remote-video');
    Object.defineProperty(globalThis, 'documentPictureInPicture', { value: undefined, configurable: true });
    try {
      await open(stage);
      await waitUntil(() => tile.shadowRoot?.pictureInPictureElement, 'no picture in picture');
      await document.exitPictureInPicture();
    } finally {
      Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
    }
  });

  it('is the video alone in a frame, where browsers open no other', async () => {
    const frame = await fixture<HTMLIFrameElement>('<iframe></iframe>');
    const module = new URL('../../../src/components/rtc-tile/small-window/small-window.ts', import.meta.url)
      .href;
    const inFrame = frame.contentWindow as unknown as Window &
      typeof globalThis &
      Record<'ready', () => void>;
    const loaded = new Promise<void>((resolve) => (inFrame.ready = resolve));
    const script = frame.contentDocument!.createElement('script');
    script.type = 'module';
    script.textContent = `Object.assign(globalThis, await import('${module}')); ready();`;
    frame.contentDocument!.body.append(script);
    await loaded;
    const { openSmallWindow } = inFrame as unknown as typeof SmallWindow;
    const { here, stage } = await withTwo();
    const tile = stage.shadowRoot!.querySelector('rtc-remote-video')!;
    const asked: string[] = [];
    const video = videoOf(tile);
    video.requestPictureInPicture = () => {
      asked.push('video');
      return Promise.reject(new DOMException('not in a test', 'NotAllowedError'));
    };
    await openSmallWindow(tile, new Localize(tile), { participant: here.self.id, source: 'camera' });
    expect(asked).to.deep.equal(['video']);
  });
});
