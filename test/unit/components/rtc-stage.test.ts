import { expect, fixture } from '@open-wc/testing';
import type { CallSession, RtcStage } from '../../../src/index.js';
import '../../../src/index.js';
import { appears, cleanUp, deep, exists, freshRoom, joined, picture, videoOf } from './support.js';
import { waitUntil } from '../support/wait-until.js';

const tiles = (element: Element): Element[] => [
  ...(element.shadowRoot?.querySelectorAll('rtc-remote-video') ?? []),
];

const placed = (element: Element, area: 'big' | 'strip'): Element[] => [
  ...(element.shadowRoot?.querySelectorAll(`.${area}`) ?? []),
];

/** Every tile has arrived in its place. */
const settled = (element: Element): Promise<unknown> =>
  Promise.all(
    [...placed(element, 'big'), ...placed(element, 'strip')].flatMap((tile) =>
      tile.getAnimations().map(({ finished }) => finished),
    ),
  );

describe('<rtc-stage>', () => {
  afterEach(cleanUp);

  const stage = (style = 'height: 30rem'): Promise<RtcStage> =>
    fixture<RtcStage>(`<rtc-stage style="${style}"></rtc-stage>`);

  describe('accessibility', () => {
    it('holds without a call, alone and with others', async () => {
      const element = await stage();
      await expect(element).to.be.accessible();
      const room = freshRoom();
      element.session = await joined({ room });
      await appears(element, '.waiting');
      await expect(element).to.be.accessible();
      await joined({ room, name: 'Bob' });
      await waitUntil(() => tiles(element).length === 1, 'no tile');
      await expect(element).to.be.accessible();
    });
  });

  describe('tiles', () => {
    it('come and go with the participants, and are not built again', async () => {
      const room = freshRoom();
      const element = await stage();
      element.session = await joined({ room });
      const [first] = await Promise.all([joined({ room })]);
      await waitUntil(() => tiles(element).length === 1, 'no first tile');
      await joined({ room });
      await waitUntil(() => tiles(element).length === 2, 'no second tile');
      const [, second] = tiles(element);
      await first.leave();
      await waitUntil(() => tiles(element).length === 1, 'the first tile stays');
      expect(tiles(element)[0]).to.equal(second);
    });

    it('leave the corner to the tile of this participant, which fills the stage while alone', async () => {
      const room = freshRoom();
      const element = await stage();
      element.session = await joined({ room });
      await appears(element, '.waiting');
      expect(element.matches(':state(alone)')).to.equal(true);
      const own = deep(element, 'rtc-local-video');
      const whole = element.getBoundingClientRect();
      const { width, height } = own.getBoundingClientRect();
      // Once it has the shape of its picture, it fills one direction.
      expect(Math.max(width / whole.width, height / whole.height)).to.be.closeTo(1, 0.01);
      await joined({ room });
      await waitUntil(() => tiles(element).length === 1, 'no tile');
      expect(deep(element, 'rtc-local-video')).to.equal(own);
      expect(own.getBoundingClientRect().width).to.be.lessThan(whole.width / 3);
      expect(deep(element, '.waiting').checkVisibility()).to.equal(false);
    });

    for (const [width, height] of [
      [1280, 640],
      [640, 480],
      [320, 560],
      [900, 300],
    ] as const) {
      it(`all fit, whatever their number, into ${String(width)} × ${String(height)}`, async () => {
        const element = await stage(`width: ${String(width)}px; height: ${String(height)}px`);
        const grid = deep(element, '.grid');
        const area = grid.getBoundingClientRect();
        for (let count = 1; count <= 8; count += 1) {
          grid.dataset['count'] = count > 6 ? 'many' : String(count);
          grid.append(document.createElement('rtc-remote-video'));
          const boxes = Array.from(grid.children, (tile) => tile.getBoundingClientRect());
          for (const box of boxes) {
            expect(box.left).to.be.at.least(area.left - 1);
            expect(box.right).to.be.at.most(area.right + 1);
            expect(box.top).to.be.at.least(area.top - 1);
            expect(box.bottom).to.be.at.most(area.bottom + 1);
            expect(box.width).to.be.at.least(60);
            expect(box.height).to.be.at.least(60);
          }
          const lastRow = boxes.filter((box) => Math.abs(box.top - (boxes.at(-1)?.top ?? 0)) < 2);
          const middle = ((lastRow[0]?.left ?? 0) + (lastRow.at(-1)?.right ?? 0)) / 2;
          expect(middle).to.be.closeTo((area.left + area.right) / 2, 2);
        }
      });
    }
  });

  describe('screens', () => {
    for (const [width, height] of [
      [1280, 640],
      [340, 560],
    ] as const) {
      it(`get the big place, the cameras a strip, in ${String(width)} × ${String(height)}`, async () => {
        const room = freshRoom();
        const element = await stage(`width: ${String(width)}px; height: ${String(height)}px`);
        element.session = await joined({ room });
        const [ann, bob] = await Promise.all([joined({ room, name: 'Ann' }), joined({ room, name: 'Bob' })]);
        await waitUntil(() => tiles(element).length === 2, 'no tiles');
        const [camera] = tiles(element);
        await ann.toggleScreen(true);
        const screen = await appears(element, '.big');
        await appears(screen, 'video.showing');
        expect(deep(screen, 'bdi').textContent.trim()).to.equal('\u2068Ann\u2069’s screen');
        expect(getComputedStyle(videoOf(screen)).objectFit).to.equal('contain');
        const size = (tile: Element): number => tile.clientWidth * tile.clientHeight;
        await settled(element);
        expect(placed(element, 'strip')).to.have.length(3);
        expect(placed(element, 'strip').at(-1)?.localName).to.equal('rtc-local-video');
        for (const tile of placed(element, 'strip')) expect(size(tile) * 4).to.be.lessThan(size(screen));
        const all = deep(element, '.stage');
        if (width < height) expect(screen.clientWidth).to.be.closeTo(all.clientWidth, 1);
        const most = width > height ? 0.6 : 0.3;
        expect(size(screen)).to.be.greaterThan(all.clientWidth * all.clientHeight * most);
        await expect(element).to.be.accessible();
        await bob.toggleScreen(true);
        await waitUntil(() => placed(element, 'big').length === 2, 'no second screen');
        await settled(element);
        const whole = deep(element, '.stage').getBoundingClientRect();
        const boxes = [...placed(element, 'big'), ...placed(element, 'strip')].map((tile) =>
          tile.getBoundingClientRect(),
        );
        expect(boxes).to.have.length(5);
        for (const box of boxes) {
          expect(box.left).to.be.at.least(whole.left - 1);
          expect(box.right).to.be.at.most(whole.right + 1);
          expect(box.top).to.be.at.least(whole.top - 1);
          expect(box.bottom).to.be.at.most(whole.bottom + 1);
          for (const other of boxes) {
            const apart =
              other === box ||
              other.left >= box.right ||
              other.right <= box.left ||
              other.top >= box.bottom ||
              other.bottom <= box.top;
            expect(apart).to.equal(true);
          }
        }
        await Promise.all([ann.toggleScreen(false), bob.toggleScreen(false)]);
        await waitUntil(() => placed(element, 'big').length === 0, 'the screens stay');
        expect(tiles(element)[0]).to.equal(camera);
      });
    }

    it('are replaced by a notice with a stop button for the one who shares', async () => {
      const element = await stage();
      const call = await joined({});
      element.session = call;
      await call.toggleScreen(true);
      const stop = await appears(element, '[part~=stop-button]');
      expect(placed(element, 'big')).to.deep.equal([]);
      expect(element.matches(':state(sharing)')).to.equal(true);
      await expect(element).to.be.accessible();
      stop.click();
      await waitUntil(() => !exists(element, '.sharing'), 'still there');
      expect(call.media.screen).to.equal(false);
    });
  });

  describe('the big place', () => {
    /** A stage in a call with two others, by name. */
    async function withTwo(): Promise<
      [element: RtcStage, me: CallSession, ann: CallSession, bob: CallSession]
    > {
      const room = freshRoom();
      const element = await stage('width: 60rem; height: 30rem');
      const me = await joined({ room });
      element.session = me;
      const ann = await joined({ room, name: 'Ann' });
      const bob = await joined({ room, name: 'Bob' });
      await waitUntil(() => tiles(element).length === 2, 'no tiles');
      return [element, me, ann, bob];
    }

    const big = (element: Element): (string | null)[] =>
      placed(element, 'big').map((tile) => tile.getAttribute('participant'));

    it('is given by a pin and taken back, without a tile built again or a picture that stops', async () => {
      const [element, me, ann] = await withTwo();
      const before = tiles(element);
      const video = await picture(before[0]!);
      const shown = (): number => video.getVideoPlaybackQuality().totalVideoFrames;
      element.pin(ann.self.id);
      await waitUntil(() => big(element).includes(ann.self.id), 'not pinned');
      expect(me.features.stage?.featured).to.deep.equal([{ participant: ann.self.id, source: 'camera' }]);
      expect(element.matches(':state(featuring)')).to.equal(true);
      expect(tiles(element)).to.deep.equal(before);
      expect(videoOf(before[0]!)).to.equal(video);
      expect(video.paused).to.equal(false);
      const frames = shown();
      await waitUntil(() => shown() > frames, 'the picture stands');
      element.pin(ann.self.id, 'camera', false);
      await waitUntil(() => big(element).length === 0, 'still pinned');
      expect(me.features.stage?.featured).to.deep.equal([]);
    });

    it('is given to the tile of this participant, too, and ends when a pinned participant leaves', async () => {
      const [element, me, ann] = await withTwo();
      element.pin(me.self.id);
      await waitUntil(() => placed(element, 'big')[0]?.localName === 'rtc-local-video', 'not pinned');
      expect(placed(element, 'strip')).to.have.length(2);
      element.pin(me.self.id, 'camera', false);
      element.pin(ann.self.id);
      await waitUntil(() => big(element).includes(ann.self.id), 'not pinned');
      await ann.leave();
      await waitUntil(() => big(element).length === 0, 'nobody has it');
    });

    it('follows the participant who speaks in the spotlight, unless a tile is pinned', async () => {
      const [element, , ann, bob] = await withTwo();
      await ann.toggleMicrophone(false);
      element.layout = 'spotlight';
      await waitUntil(() => big(element).join() === bob.self.id, 'Bob speaks');
      await bob.toggleMicrophone(false);
      await ann.toggleMicrophone(true);
      await waitUntil(() => big(element).join() === ann.self.id, 'Ann speaks');
      element.pin(bob.self.id);
      await waitUntil(() => big(element).join() === bob.self.id, 'Bob is pinned');
      element.layout = 'grid';
      element.pin(bob.self.id, 'camera', false);
      await waitUntil(() => big(element).length === 0, 'all are the same');
    });
  });

  it('opens no camera where there is no call', async () => {
    const element = await stage();
    await element.updateComplete;
    const own = deep(element, 'rtc-local-video');
    expect(videoOf(own).srcObject).to.equal(null);
    expect(exists(own, '.hint')).to.equal(false);
  });
});
