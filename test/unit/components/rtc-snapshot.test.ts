import { expect, fixture, oneEvent } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import type {
  RtcCall,
  RtcControls,
  RtcErrorEvent,
  RtcSnapshot,
  RtcSnapshotEvent,
} from '../../../src/index.js';
import '../../../src/index.js';
import { Quality } from '../../../src/core/features/quality/index.js';
import { fileName } from '../../../src/components/rtc-snapshot/file-name.js';
import { failure } from '../support/events.js';
import {
  appears,
  call,
  cleanUp,
  colorScheme,
  deep,
  exists,
  freshRoom,
  joined,
  picture,
  reached,
  session,
} from './support.js';
import { waitUntil } from '../support/wait-until.js';

/** Blob URLs that are made and given back while this watches. */
function watchUrls(): { readonly open: Set<string>; stop(): void } {
  const open = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => {
      const url = createObjectURL(blob);
      open.add(url);
      return url;
    },
    revokeObjectURL: (url: string) => {
      open.delete(url);
      revokeObjectURL(url);
    },
  });
  return { open, stop: () => Object.assign(URL, { createObjectURL, revokeObjectURL }) };
}

const isPhoto = (event: Event): event is RtcSnapshotEvent => event.type === 'rtc-snapshot';

async function nextPhoto(element: EventTarget): Promise<RtcSnapshotEvent> {
  const event: Event = await oneEvent(element, 'rtc-snapshot');
  if (!isPhoto(event)) throw new Error('no photo');
  return event;
}

describe('photos of a call', () => {
  afterEach(async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    cleanUp();
  });

  /** A call that is going on, with its card of photos once there is one. */
  async function inCall(attributes = '', children = '', room = freshRoom()): Promise<RtcCall> {
    const element = await call(`autojoin ${attributes}`, children, room);
    await reached(element, 'in-call');
    return element;
  }

  const card = (element: RtcCall): Promise<HTMLElement> => appears(element, 'rtc-snapshot', '.card');

  async function twoOf(
    room = freshRoom(),
  ): Promise<{ element: RtcCall; other: Awaited<ReturnType<typeof joined>> }> {
    const [element, other] = await Promise.all([inCall('', '', room), joined({ room, name: 'Bob' })]);
    await picture(element, 'rtc-stage', 'rtc-remote-video');
    return { element, other };
  }

  describe('takeSnapshot', () => {
    it('rejects for an unknown participant, without a picture, and for wrong options', async () => {
      const { element, other } = await twoOf();
      expect(await failure(element.takeSnapshot({ participant: 'nobody' }))).to.include({
        code: 'unknown-participant',
      });
      await other.toggleCamera(false);
      await waitUntil(() => element.participants[0]?.media.camera === false, 'the camera stays on');
      const theirs = { participant: other.self.id };
      // Without waiting for a picture that nobody sends.
      const nothing = { code: 'no-picture', message: 'There is no video to take a photo of.' };
      expect(await failure(element.takeSnapshot(theirs))).to.include(nothing);
      expect(await failure(element.takeSnapshot({ ...theirs, source: 'screen' }))).to.include(nothing);
      expect(await failure(element.takeSnapshot({ type: 'jpeg' }))).to.include({ code: 'invalid-options' });
      expect(await failure(element.takeSnapshot({ quality: 2 }))).to.include({ code: 'invalid-options' });
      expect(exists(element, 'rtc-snapshot')).to.equal(false);
    });

    it('takes the whole picture of somebody who is shown small', async () => {
      const room = freshRoom();
      const video = { width: { ideal: 640 }, height: { ideal: 480 } };
      const other = session({ room, name: 'Bob', constraints: { video } });
      Quality.of(other);
      const [element] = await Promise.all([inCall('style="width: 300px"', '', room), other.join()]);
      await picture(element, 'rtc-stage', 'rtc-remote-video');
      const sender = other.getPeer(element.session.self.id)!.sender('camera')!;
      const scale = ({ encodings }: Pick<RTCRtpSendParameters, 'encodings'>): number =>
        encodings[0]?.scaleResolutionDownBy ?? 0;
      await waitUntil(() => scale(sender.getParameters()) > 1, 'all of it is sent');
      const sizes: number[] = [];
      const { setParameters } = sender;
      sender.setParameters = (parameters) => {
        sizes.push(scale(parameters));
        return setParameters.call(sender, parameters);
      };
      await element.takeSnapshot({ participant: other.self.id });
      // A busy machine may take the photo before the larger picture comes, and send less than all of it.
      await waitUntil(() => sizes.includes(1), 'all of it is never sent');
      await waitUntil(() => scale(sender.getParameters()) > 1, 'all of it is sent for ever');
    });

    it('works before the call', async () => {
      const element = await call();
      await element.session.openMedia();
      const image = await createImageBitmap(await element.takeSnapshot());
      expect(image.width).to.equal(element.session.media.getTrack('camera')?.getSettings().width);
    });
  });

  describe('the button', () => {
    const button = (element: RtcCall): Promise<HTMLElement> =>
      appears(element, 'rtc-controls', '[part~=snapshot-button]:enabled');

    it('takes a photo of a big tile, else of the other participant, else of oneself, of those with a picture', async () => {
      const { element, other } = await twoOf();
      const press = async (): Promise<string> => {
        const photo = nextPhoto(element);
        (await button(element)).click();
        return (await photo).participant;
      };
      expect(await press()).to.equal(other.self.id);
      element.session.features.stage = {
        featured: [{ participant: element.session.self.id, source: 'camera' }],
      };
      expect(await press()).to.equal(element.session.self.id);
      delete element.session.features.stage;
      await other.toggleCamera(false);
      await waitUntil(() => element.participants[0]?.media.camera === false, 'the camera stays on');
      expect(await press()).to.equal(element.session.self.id);
    });

    it('takes oneself where there are several others', async () => {
      const room = freshRoom();
      const [element] = await Promise.all([inCall('', '', room), joined({ room }), joined({ room })]);
      await waitUntil(() => element.participants.length === 2, 'they do not come');
      const photo = nextPhoto(element);
      (await button(element)).click();
      expect((await photo).participant).to.equal(element.session.self.id);
    });

    it('says what is missing when nobody sends a picture', async () => {
      const element = await inCall('no-camera');
      const event = oneEvent(element, 'rtc-error') as unknown as Promise<RtcErrorEvent>;
      (await button(element)).click();
      expect((await event).error.code).to.equal('no-picture');
      await waitUntil(
        () => deep(element, '[role=status]').textContent.includes('No photo taken'),
        'not announced',
      );
    });

    it('belongs to the call that `for` names', async () => {
      const element = await inCall('id="far"');
      const toolbar = await fixture<RtcControls>(
        '<rtc-controls for="far" controls="snapshot"></rtc-controls>',
      );
      const photo = nextPhoto(element);
      (await appears(toolbar, '[part~=snapshot-button]:enabled')).click();
      expect((await photo).target).to.equal(element);
    });

    it('fires the photo itself where the call comes from JavaScript', async () => {
      const toolbar = await fixture<RtcControls>('<rtc-controls controls="snapshot"></rtc-controls>');
      toolbar.session = await joined({});
      const photo = nextPhoto(toolbar);
      (await appears(toolbar, '[part~=snapshot-button]:enabled')).click();
      const { blob, participant, bubbles, composed } = await photo;
      expect([participant, bubbles, composed]).to.deep.equal([toolbar.session.self.id, true, true]);
      expect(blob.type).to.equal('image/png');
    });
  });

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds with a photo (${scheme})`, async () => {
        colorScheme(scheme);
        const element = await inCall();
        await element.takeSnapshot();
        await card(element);
        await expect(element).to.be.accessible();
      });
    }

    it('announces the photo, and leaves the focus where it is', async () => {
      const { element, other } = await twoOf();
      const toolbar = deep(element, 'rtc-controls');
      toolbar.focus();
      await element.takeSnapshot({ participant: other.self.id });
      await card(element);
      await waitUntil(
        () => deep(element, 'rtc-snapshot', '[role=status]').textContent === 'Photo taken',
        'not announced',
      );
      expect(element.shadowRoot?.activeElement).to.equal(toolbar);
      expect(deep(element, 'rtc-snapshot', 'img')).to.have.attribute('alt', 'Photo of \u2068Bob\u2069');
      expect(deep(element, 'rtc-snapshot', '.card')).to.have.attribute('aria-label', 'Photo');
    });

    it('lets the keyboard reach and dismiss it, and keeps the focus in the call', async () => {
      const element = await inCall();
      await element.takeSnapshot();
      await card(element);
      // The menu of the own tile lies between the two.
      await appears(element, 'rtc-stage', 'rtc-local-video', 'rtc-tile-tools', '.open');
      deep(element, 'rtc-controls').focus();
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ up: 'Shift' });
      const snapshot = deep(element, 'rtc-snapshot');
      expect(snapshot.shadowRoot?.activeElement?.part.contains('dismiss-button')).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => !exists(snapshot, '.card'), 'it stays');
      expect(element.shadowRoot?.activeElement?.localName).to.equal('rtc-snapshot');
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      expect(element.shadowRoot?.activeElement?.localName).to.equal('rtc-controls');
    });

    it('is dismissed by Escape', async () => {
      const element = await inCall();
      await element.takeSnapshot();
      await card(element);
      deep(element, 'rtc-snapshot', '[part~=save-button]').focus();
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !exists(element, 'rtc-snapshot', '.card'), 'it stays');
    });

    it('flashes, but not where less motion is wanted, nor more than twice a second', async () => {
      await emulateMedia({ reducedMotion: 'no-preference' });
      const element = await inCall();
      await element.takeSnapshot();
      const flash = await appears(element, 'rtc-snapshot', '.flash');
      expect(getComputedStyle(flash).display).to.equal('block');
      expect(flash.getAnimations()).to.have.length(1);
      const snapshot = element.shadowRoot!.querySelector('rtc-snapshot')!;
      const blob = new Blob();
      snapshot.photo = { blob, participant: '' };
      await snapshot.updateComplete;
      snapshot.photo = { blob, participant: '' };
      await snapshot.updateComplete;
      expect(exists(snapshot, '.flash')).to.equal(false);
      await waitUntil(async () => {
        snapshot.photo = { blob, participant: '' };
        await snapshot.updateComplete;
        return exists(snapshot, '.flash');
      }, 'no flash comes any more');
      await emulateMedia({ reducedMotion: 'reduce' });
      expect(getComputedStyle(deep(snapshot, '.flash')).display).to.equal('none');
    });

    it('speaks Chinese', async () => {
      const element = await inCall('lang="zh"');
      await element.takeSnapshot();
      await card(element);
      const save = deep(element, 'rtc-snapshot', '[part~=save-button]');
      await waitUntil(() => save.textContent.trim() === '保存', 'not in Chinese');
      expect(deep(element, 'rtc-snapshot', 'img')).to.have.attribute('alt', '你的照片');
    });
  });

  describe('the card', () => {
    it('saves the very photo, under a name with its time and type', async () => {
      const element = await inCall();
      const blob = await element.takeSnapshot({ type: 'image/jpeg' });
      await card(element);
      const link = deep(element, 'rtc-snapshot', '[part~=save-button]') as HTMLAnchorElement;
      expect(link.download).to.match(/^photo-\d{4}-\d\d-\d\d-\d{6}\.jpg$/);
      const saved = await (await fetch(link.href)).blob();
      expect([saved.type, saved.size]).to.deep.equal(['image/jpeg', blob.size]);
      const image = await createImageBitmap(saved);
      expect(image.width).to.equal(element.session.media.getTrack('camera')?.getSettings().width);
      // Only PNG can be copied.
      expect(exists(element, 'rtc-snapshot', '[part~=copy-button]')).to.equal(false);
    });

    it('copies, and says whether it could', async () => {
      const element = await inCall();
      const blob = await element.takeSnapshot();
      await card(element);
      const copied: ClipboardItem[] = [];
      const write = { refuse: false };
      Object.defineProperty(navigator.clipboard, 'write', {
        configurable: true,
        value: (items: ClipboardItem[]) => {
          if (write.refuse) return Promise.reject(new DOMException('no', 'NotAllowedError'));
          copied.push(...items);
          return Promise.resolve();
        },
      });
      try {
        const status = deep(element, 'rtc-snapshot', '[role=status]');
        deep(element, 'rtc-snapshot', '[part~=copy-button]').click();
        await waitUntil(() => status.textContent === 'Photo copied', 'not copied');
        expect((await copied[0]?.getType('image/png'))?.size).to.equal(blob.size);
        write.refuse = true;
        deep(element, 'rtc-snapshot', '[part~=copy-button]').click();
        await waitUntil(() => status.textContent === 'The photo could not be copied', 'not said');
      } finally {
        Reflect.deleteProperty(navigator.clipboard, 'write');
      }
    });

    it('offers no copy where the browser copies no images', async () => {
      const { ClipboardItem } = globalThis;
      class TextsOnly extends ClipboardItem {
        static override supports = (): boolean => false;
      }
      for (const [target, name, value] of [
        [navigator.clipboard, 'write', undefined],
        // Pages that are not secure have none.
        [navigator, 'clipboard', undefined],
        [globalThis, 'ClipboardItem', TextsOnly],
      ] as const) {
        const element = await fixture<RtcSnapshot>('<rtc-snapshot></rtc-snapshot>');
        const show = async (): Promise<boolean> => {
          element.photo = { blob: new Blob([], { type: 'image/png' }), participant: '' };
          await element.updateComplete;
          return exists(element, '[part~=copy-button]');
        };
        expect(await show()).to.equal(true);
        const own = Object.getOwnPropertyDescriptor(target, name);
        Object.defineProperty(target, name, { configurable: true, value });
        try {
          expect(await show(), name).to.equal(false);
        } finally {
          Reflect.deleteProperty(target, name);
          if (own) Object.defineProperty(target, name, own);
        }
      }
    });

    it('shows the next photo in place of this one, and gives all URLs back', async () => {
      const urls = watchUrls();
      try {
        const element = await inCall();
        await element.takeSnapshot();
        await card(element);
        const first = (deep(element, 'rtc-snapshot', 'img') as HTMLImageElement).src;
        await element.takeSnapshot();
        await waitUntil(() => (deep(element, 'rtc-snapshot', 'img') as HTMLImageElement).src !== first);
        expect(urls.open.size).to.equal(1);
        expect(urls.open.has(first)).to.equal(false);
        deep(element, 'rtc-snapshot', '[part~=dismiss-button]').click();
        await waitUntil(() => urls.open.size === 0, 'the URL is kept');
        await element.takeSnapshot();
        await card(element);
        element.remove();
        await waitUntil(() => urls.open.size === 0, 'the URL is kept');
      } finally {
        urls.stop();
      }
    });

    it('stays when the call is left or moved, so that the photo can still be saved', async () => {
      const element = await inCall();
      await element.takeSnapshot();
      const shown = await card(element);
      const place = await fixture<HTMLElement>('<div></div>');
      place.append(element);
      await element.updateComplete;
      expect(await card(element)).to.equal(shown);
      await element.leave();
      await reached(element, 'left');
      expect(await card(element)).to.equal(shown);
      expect((await fetch((deep(element, 'rtc-snapshot', 'img') as HTMLImageElement).src)).ok).to.equal(true);
      element.remove();
      await waitUntil(() => !element.session.media.camera);
      place.append(element);
      await element.updateComplete;
      expect(exists(element, 'rtc-snapshot')).to.equal(false);
    });

    it('has parts that a page can style through the call', async () => {
      const element = await inCall();
      await element.takeSnapshot();
      const shown = await card(element);
      const style = document.createElement('style');
      style.textContent = 'rtc-call::part(photo) { outline: 3px solid rgb(1, 2, 3) }';
      document.head.append(style);
      expect(getComputedStyle(shown).outlineColor).to.equal('rgb(1, 2, 3)');
      style.remove();
    });

    for (const width of [280, 360]) {
      it(`fits into a call of ${String(width)} px`, async () => {
        const element = await inCall();
        element.style.inlineSize = `${String(width)}px`;
        await element.takeSnapshot();
        const shown = await card(element);
        await Promise.all(shown.getAnimations().map(({ finished }) => finished));
        const outer = deep(element, 'rtc-stage').getBoundingClientRect();
        const { left, right, top, bottom } = shown.getBoundingClientRect();
        expect(left).to.be.at.least(outer.left);
        expect(right).to.be.at.most(outer.right);
        expect(top).to.be.at.least(outer.top);
        expect(bottom).to.be.at.most(outer.bottom);
        expect(element.scrollWidth).to.be.at.most(width);
      });
    }
  });

  describe('<rtc-snapshot> in a layout of the page', () => {
    it('shows the photos of the call around it, and hears of them once, wherever it is moved', async () => {
      const element = await inCall('', '<div><rtc-snapshot></rtc-snapshot></div><p></p>');
      const snapshot = element.querySelector('rtc-snapshot')!;
      await element.takeSnapshot();
      await appears(snapshot, '.card');
      element.querySelector('p')?.append(snapshot);
      await snapshot.updateComplete;
      expect(exists(snapshot, '.card')).to.equal(true);
      snapshot.remove();
      await Promise.resolve();
      await element.takeSnapshot();
      expect(snapshot.photo).to.equal(undefined);
    });

    it('shows those of the call that `for` names', async () => {
      const element = await inCall('id="album-of"', '<p></p>');
      const snapshot = await fixture<RtcSnapshot>('<rtc-snapshot for="album-of"></rtc-snapshot>');
      await element.takeSnapshot();
      await appears(snapshot, '.card');
    });

    it('shows what it is given where there is no call', async () => {
      const snapshot = await fixture<RtcSnapshot>('<rtc-snapshot></rtc-snapshot>');
      snapshot.photo = { blob: new Blob([], { type: 'image/png' }), participant: '' };
      await appears(snapshot, '.card');
      expect(deep(snapshot, 'img')).to.have.attribute('alt', 'Photo');
    });
  });

  it('have names by their time', () => {
    const taken = new Date(2026, 0, 2, 3, 4, 5);
    expect(fileName(taken, 'image/png')).to.equal('photo-2026-01-02-030405.png');
    expect(fileName(taken, 'image/jpeg')).to.equal('photo-2026-01-02-030405.jpg');
    expect(fileName(taken, 'image/webp')).to.equal('photo-2026-01-02-030405.webp');
  });
});
