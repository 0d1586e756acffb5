import { expect, fixture } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { CallSession, RtcRemoteVideo, RtcStage } from '../../../src/index.js';
import '../../../src/index.js';
import { stubGetUserMedia } from '../support/media.js';
import { waitUntil } from '../support/wait-until.js';
import {
  appears,
  cleanUp,
  colorScheme,
  deep,
  exists,
  freshRoom,
  picture,
  session,
  videoOf,
} from './support.js';

const WEBCAM = [160, 90] as const;
const PHONE = [90, 160] as const;

/** Cameras made by the test, ended after it. */
const cameras = new Set<{ readonly canvas: HTMLCanvasElement; readonly timer: number }>();

/** A camera that delivers pictures of this size. */
function camera([width, height]: readonly [number, number]): { stream: MediaStream; turn: () => void } {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const paint = (): void => {
    const context = canvas.getContext('2d')!;
    context.fillStyle = `hsl(${String(performance.now() % 360)} 60% 50%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  };
  paint();
  cameras.add({ canvas, timer: window.setInterval(paint, 100) });
  const turn = (): void => {
    [canvas.width, canvas.height] = [canvas.height, canvas.width];
    paint();
  };
  return { stream: canvas.captureStream(10), turn };
}

/** Somebody in this room with a camera of this shape. */
async function joinedWith(
  size: readonly [number, number],
  room: string,
  name = '',
  muted = false,
): Promise<CallSession & { turn?: () => void }> {
  const { stream, turn } = camera(size);
  const stub = stubGetUserMedia(async (constraints) => {
    const { audio } = constraints ?? {};
    const sound = audio ? await stub.original({ audio }) : new MediaStream();
    return new MediaStream([...stream.getTracks(), ...sound.getTracks()]);
  });
  try {
    const made = session({ room, name });
    if (muted) await made.toggleMicrophone(false);
    await made.join();
    return Object.assign(made, { turn });
  } finally {
    stub.restore();
  }
}

const tiles = (element: Element): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll('rtc-remote-video') ?? []),
];

const isArranged = (element: Element): boolean => exists(element, '.stage.arranged');

/** The places that tiles have at the end of their movement. */
const placeOf = ({ style }: HTMLElement): { x: number; y: number; width: number; height: number } => ({
  x: Number.parseFloat(style.insetInlineStart),
  y: Number.parseFloat(style.insetBlockStart),
  width: Number.parseFloat(style.inlineSize),
  height: Number.parseFloat(style.blockSize),
});

const ratioOf = (tile: HTMLElement): number => placeOf(tile).width / placeOf(tile).height;

describe('<rtc-stage> arranges tiles', () => {
  afterEach(() => {
    cleanUp();
    for (const { timer } of cameras) clearInterval(timer);
    cameras.clear();
  });

  async function stage(session: CallSession, style = 'width: 60rem; height: 30rem'): Promise<RtcStage> {
    const element = await fixture<RtcStage>(`<rtc-stage style="${style}"></rtc-stage>`);
    element.session = session;
    return element;
  }

  /** A stage in a call with somebody who has a phone and somebody who has a webcam. */
  async function withPhone(): Promise<
    [element: RtcStage, phone: HTMLElement, webcam: HTMLElement, turn: () => void]
  > {
    const room = freshRoom();
    const me = await joinedWith(WEBCAM, room);
    const element = await stage(me);
    const ann = await joinedWith(PHONE, room, 'Ann');
    const bob = await joinedWith(WEBCAM, room, 'Bob');
    await waitUntil(() => tiles(element).length === 2, 'no tiles');
    const tileOf = ({ self }: CallSession): HTMLElement =>
      tiles(element).find((tile) => tile.getAttribute('participant') === self.id)!;
    await waitUntil(() => isArranged(element), 'not arranged');
    await waitUntil(() => ratioOf(tileOf(ann)) < 1 && ratioOf(tileOf(bob)) > 1, 'not by shape');
    return [element, tileOf(ann), tileOf(bob), ann.turn!];
  }

  describe('by the shapes of their pictures', () => {
    it('and again when a phone is turned, with the same tiles and pictures that go on', async () => {
      const [element, phone, webcam, turn] = await withPhone();
      const video = await picture(phone);
      const before = tiles(element);
      expect(placeOf(phone).height).to.equal(placeOf(webcam).height);
      await waitUntil(() => video.style.getPropertyValue('--_fit') === 'cover', 'has no fit');
      turn();
      await waitUntil(() => ratioOf(phone) > 1, 'still narrow');
      expect(tiles(element)).to.deep.equal(before);
      expect(videoOf(phone)).to.equal(video);
      expect(video.paused).to.equal(false);
    });

    it('and so does a single tile outside of a stage, which shows all of a phone', async () => {
      const room = freshRoom();
      const me = await joinedWith(WEBCAM, room);
      const tile = await fixture<RtcRemoteVideo>(
        '<rtc-remote-video style="inline-size: 20rem"></rtc-remote-video>',
      );
      tile.session = me;
      const phone = await joinedWith(PHONE, room);
      const video = await picture(tile);
      await waitUntil(() => getComputedStyle(video).objectFit === 'contain', 'crops it');
      tile.style.aspectRatio = '9 / 16';
      await waitUntil(() => getComputedStyle(video).objectFit === 'cover', 'leaves room');
      phone.turn?.();
      await waitUntil(() => getComputedStyle(video).objectFit === 'contain', 'crops it');
    });

    it('at once for a window that changes its size, and slowly for people who come and go', async () => {
      const [element, phone] = await withPhone();
      const area = deep(element, '.stage');
      element.style.width = '30rem';
      const fits = (tile: HTMLElement): boolean => placeOf(tile).x + placeOf(tile).width <= area.clientWidth;
      await waitUntil(() => tiles(element).every(fits), 'not arranged again');
      expect(phone.style.transition).to.match(/^none/);
      element.pin(phone.getAttribute('participant')!);
      await waitUntil(() => exists(element, '.big'), 'not pinned');
      expect(phone.style.transition).to.equal('');
    });

    it('without the one of this participant where the page hides it', async () => {
      const room = freshRoom();
      const me = await joinedWith(WEBCAM, room);
      const wrapper = await fixture(
        `<div><style>rtc-stage::part(self) { display: none }</style>
        <rtc-stage style="width: 60rem; height: 30rem"></rtc-stage></div>`,
      );
      const element = wrapper.querySelector('rtc-stage')!;
      element.session = me;
      await joinedWith(PHONE, room);
      await waitUntil(() => isArranged(element), 'not arranged');
      const own = deep(element, '.self');
      expect(getComputedStyle(own).display).to.equal('none');
      expect(exists(element, '.move')).to.equal(false);
    });
  });

  describe('on pages', () => {
    /** A stage with room for two, in a call with three others of whom nobody is heard. */
    async function withPages(): Promise<[element: RtcStage, others: CallSession[]]> {
      const room = freshRoom();
      const me = await joinedWith(WEBCAM, room);
      const element = await stage(me, 'width: 264px; height: 278px');
      const others: CallSession[] = [];
      for (const name of ['Ann', 'Bob', 'Cid']) others.push(await joinedWith(WEBCAM, room, name, true));
      await waitUntil(() => exists(element, '.pager'), 'no pages');
      return [element, others];
    }

    const shown = (element: Element): (string | null)[] =>
      tiles(element)
        .filter(({ hidden }) => !hidden)
        .map((tile) => tile.getAttribute('participant'));

    const button = (element: Element, label: string): HTMLElement =>
      deep(element, `.pager [aria-label="${label}"]`);

    for (const scheme of ['light', 'dark']) {
      it(`that are turned by buttons with names, and are said when they are turned (${scheme})`, async () => {
        colorScheme(scheme);
        const [element, [ann, bob, cid]] = await withPages();
        await expect(element).to.be.accessible();
        const status = deep(element, '.pager [role=status]');
        expect(status.textContent.trim()).to.equal('');
        expect(shown(element)).to.deep.equal([ann!.self.id, bob!.self.id]);
        const next = button(element, 'Next page');
        next.focus();
        await sendKeys({ press: 'Enter' });
        expect(shown(element)).to.deep.equal([cid!.self.id]);
        expect(status.textContent.trim()).to.equal('Page 2 of 2');
        expect(deep(element, '.pager').getAttribute('aria-label')).to.equal('Page 2 of 2');
        expect(element.shadowRoot!.activeElement).to.equal(next);
        await expect(element).to.be.accessible();
        await sendKeys({ press: 'Enter' });
        expect(shown(element)).to.deep.equal([ann!.self.id, bob!.self.id]);
        button(element, 'Previous page').click();
        expect(shown(element)).to.deep.equal([cid!.self.id]);
      });
    }

    it('of which the others are hidden and heard, and are the same tiles later', async () => {
      const [element] = await withPages();
      const before = tiles(element);
      const hidden = before[2]!;
      await waitUntil(() => videoOf(hidden).srcObject !== null, 'no stream');
      expect(getComputedStyle(hidden).display).to.equal('none');
      const video = videoOf(hidden);
      await waitUntil(() => !video.paused, 'not played');
      expect(video.muted).to.equal(false);
      element.style.height = '600px';
      await waitUntil(() => !exists(element, '.pager'), 'still pages');
      expect(tiles(element)).to.deep.equal(before);
      expect(before.some((tile) => tile.hidden)).to.equal(false);
      expect(video.paused).to.equal(false);
    });

    it('with whoever speaks on the first one, unless another page is looked at', async () => {
      const [element, [ann, bob, cid]] = await withPages();
      await cid!.toggleMicrophone(true);
      await waitUntil(() => shown(element).includes(cid!.self.id), 'Cid does not come');
      // In the order of the document.
      expect(shown(element)).to.deep.equal([ann!.self.id, cid!.self.id]);
      await cid!.toggleMicrophone(false);
      button(element, 'Next page').click();
      expect(shown(element)).to.deep.equal([bob!.self.id]);
      await bob!.toggleMicrophone(true);
      const marks = tiles(element).find((tile) => tile.getAttribute('participant') === bob!.self.id)!;
      await waitUntil(() => marks.matches(':state(speaking)'), 'Bob is not heard');
      expect(shown(element)).to.deep.equal([bob!.self.id]);
    });

    it('that end when people leave, also while the last one is shown', async () => {
      const [element, others] = await withPages();
      button(element, 'Next page').click();
      await others[0]!.leave();
      await waitUntil(() => !exists(element, '.pager'), 'still pages');
      expect(shown(element)).to.have.length(2);
    });
  });

  describe('around the picture of this participant', () => {
    const move = (element: Element): HTMLElement => deep(element, '.move');
    const own = (element: Element): HTMLElement => deep(element, '.self');

    /** A stage whose upper left corner is that of the window, in a call with somebody who has a webcam. */
    async function withBob(style = ''): Promise<[element: RtcStage, session: CallSession]> {
      await setViewport({ width: 1000, height: 750 });
      const room = freshRoom();
      const me = await joinedWith(WEBCAM, room);
      const element = await stage(
        me,
        `position: fixed; inset: 0 auto auto 0; width: 800px; height: 620px; ${style}`,
      );
      await joinedWith(WEBCAM, room, 'Bob');
      await waitUntil(() => exists(element, '.move'), 'not arranged');
      await picture(own(element));
      await Promise.all(
        own(element)
          .getAnimations()
          .map(({ finished }) => finished),
      );
      return [element, me];
    }

    /** Corner that its middle is in: `top start`, and so on. */
    function corner(element: Element): string {
      const { x, y, width, height } = placeOf(own(element));
      return `${y + height / 2 < 310 ? 'top' : 'bottom'} ${x + width / 2 < 400 ? 'start' : 'end'}`;
    }

    it('which covers nobody where there is room, and stays in the stage', async () => {
      const [element] = await withBob();
      const [bob] = tiles(element);
      const [mine, theirs] = [placeOf(own(element)), placeOf(bob!)];
      expect(mine.y).to.be.at.least(theirs.y + theirs.height);
      expect(mine.x + mine.width).to.be.at.most(800);
      expect(mine.y + mine.height).to.be.at.most(620);
    });

    it('and moves it with arrow keys, and to the next corner with each press', async () => {
      const [element] = await withBob();
      await expect(element).to.be.accessible();
      expect(corner(element)).to.equal('bottom end');
      move(element).focus();
      await sendKeys({ press: 'ArrowLeft' });
      expect(corner(element)).to.equal('bottom start');
      await sendKeys({ press: 'ArrowUp' });
      expect(corner(element)).to.equal('top start');
      await sendKeys({ press: 'Enter' });
      expect(corner(element)).to.equal('top end');
      await sendKeys({ press: 'Enter' });
      expect(corner(element)).to.equal('bottom end');
      expect(element.shadowRoot!.activeElement).to.equal(move(element));
    });

    it('and lets it be dragged, not when the press is meant for its menu', async () => {
      const [element] = await withBob();
      const drag = async (from: Element, to: [number, number]): Promise<void> => {
        const { left, top, width, height } = from.getBoundingClientRect();
        await sendMouse({
          type: 'move',
          position: [Math.round(left + width / 2), Math.round(top + height / 2)],
        });
        await sendMouse({ type: 'down' });
        await sendMouse({ type: 'move', position: to });
        await sendMouse({ type: 'up' });
      };
      await drag(own(element), [100, 100]);
      expect(corner(element)).to.equal('top start');
      expect(own(element).style.translate).to.equal('');
      // Far outside: to the edge.
      await drag(own(element), [990, 740]);
      expect(corner(element)).to.equal('bottom end');
      await drag(move(element), [100, 560]);
      expect(corner(element)).to.equal('bottom start');
      const menuButton = await appears(own(element), 'rtc-tile-tools', '.open');
      await drag(menuButton, [700, 100]);
      expect(corner(element)).to.equal('bottom start');
      menuButton.click();
      const menu = await appears(own(element), 'rtc-tile-tools', '.menu');
      const next = [...menu.querySelectorAll<HTMLElement>('.item')].find(
        ({ textContent }) => textContent.trim() === 'Move to the next corner',
      );
      next!.click();
      expect(corner(element)).to.equal('top start');
    });

    it('in the direction of the text, and keeps its place for the next stage of the call', async () => {
      const [element, session] = await withBob('direction: rtl');
      const box = own(element).getBoundingClientRect();
      expect(box.left + box.width / 2).to.be.lessThan(400);
      move(element).focus();
      await sendKeys({ press: 'ArrowRight' });
      expect(corner(element)).to.equal('bottom start');
      const right = own(element).getBoundingClientRect();
      expect(right.left + right.width / 2).to.be.greaterThan(400);
      element.remove();
      const later = await stage(
        session,
        'position: fixed; inset: 0 auto auto 0; width: 800px; height: 620px',
      );
      await waitUntil(() => exists(later, '.move'), 'not arranged');
      expect(corner(later)).to.equal('bottom start');
    });
  });
});
