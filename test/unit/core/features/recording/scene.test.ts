import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import { arrange } from '../../../../../src/core/features/recording/arrange.js';
import { sceneOf } from '../../../../../src/core/features/recording/scene.js';
import { cleanUp, connected, freshRoom, joined } from './support.js';

const everybody = (): boolean => true;

describe('sceneOf', () => {
  afterEach(cleanUp);

  async function pair(): Promise<CallSession[]> {
    const room = freshRoom();
    const people = [await joined(room, 'Ann'), await joined(room, 'Bob')];
    await connected(...people);
    return people;
  }

  const names = (tiles: readonly { name: string; source: string }[]): string[] =>
    tiles.map(({ name, source }) => `${name} ${source}`);

  it('has a grid of all, and all that is heard', async () => {
    const [ann] = await pair();
    const { big, small, sounds } = sceneOf(ann!, everybody);
    expect(big).to.deep.equal([]);
    expect(names(small)).to.deep.equal(['Ann camera', 'Bob camera']);
    expect(small.every(({ track }) => track?.readyState === 'live')).to.equal(true);
    expect(sounds).to.include(ann!.media.getTrack('microphone'));
  });

  it('has a shared screen in the big place, and nothing of those who are not in it', async () => {
    const [ann, bob] = await pair();
    ann!.features.stage = { featured: [{ participant: bob!.self.id, source: 'camera' }] };
    expect(names(sceneOf(ann!, everybody).big)).to.deep.equal(['Bob camera']);
    await ann!.toggleScreen(true);
    const scene = sceneOf(ann!, everybody);
    expect(names(scene.big)).to.deep.equal(['Ann screen']);
    expect(names(scene.small)).to.deep.equal(['Ann camera', 'Bob camera']);
    const withoutAnn = sceneOf(ann!, (id) => id === bob!.self.id);
    expect(names([...withoutAnn.big, ...withoutAnn.small])).to.deep.equal(['Bob camera']);
    expect(withoutAnn.sounds).not.to.include(ann!.media.getTrack('microphone'));
    expect(sceneOf(ann!, () => false)).to.deep.equal({ big: [], small: [], sounds: [] });
  });

  it('has one stream alone', async () => {
    const [ann] = await pair();
    const participant = ann!.self.id;
    const { small, sounds } = sceneOf(ann!, everybody, { participant, source: 'camera' });
    expect(names(small)).to.deep.equal(['Ann camera']);
    expect(sounds).to.deep.equal([ann!.media.getTrack('microphone')]);
    expect(sceneOf(ann!, everybody, { participant, source: 'microphone' }).small).to.deep.equal([]);
    expect(sceneOf(ann!, everybody, { participant: 'nobody', source: 'camera' }).small).to.deep.equal([]);
  });
});

describe('arrange', () => {
  it('keeps every place inside of the picture, and none over another', () => {
    for (let big = 0; big <= 4; big += 1) {
      for (let small = 0; small <= 12; small += 1) {
        const shapes = [16 / 9, 9 / 16, 4 / 3];
        const ratios = (count: number): number[] => Array.from({ length: count }, (_, i) => shapes[i % 3]!);
        const places = arrange(ratios(big), ratios(small), 1280, 720).flat();
        expect(places).to.have.length(big + small);
        for (const [i, a] of places.entries()) {
          expect(a.x >= 0 && a.y >= 0 && a.width > 0 && a.height > 0).to.equal(true);
          expect(a.x + a.width <= 1280 && a.y + a.height <= 720, `${big}/${small}`).to.equal(true);
          for (const b of places.slice(i + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart, `${big} big and ${small} small`).to.equal(true);
          }
        }
      }
    }
  });

  it('gives a big one most of the width', () => {
    const [[big], [small]] = arrange([16 / 9], [16 / 9], 1280, 720);
    expect(big!.width).to.be.greaterThan(3 * small!.width);
  });
});
