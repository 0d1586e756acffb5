import { expect } from '@open-wc/testing';
import { looksAt } from '../../../../../src/core/features/recording/looks.js';
import type { Scene, SceneTile } from '../../../../../src/core/features/recording/scene.js';

const FORMAT = { width: 1280, height: 720, frameRate: 25 };

/** A picture of somebody; without a track their camera is off. */
function tile(participant: string, source: 'camera' | 'screen' = 'camera', isOn = true): SceneTile {
  const track = isOn ? document.createElement('canvas').captureStream().getVideoTracks()[0] : undefined;
  return { participant, source, name: participant, track: track ?? null };
}

const scene = (big: SceneTile[], small: SceneTile[]): Scene => ({ big, small, sounds: [] });

describe('looksAt', () => {
  it('is every picture of the others, as large as it is recorded', () => {
    const looks = looksAt(scene([tile('bob', 'screen')], [tile('ann'), tile('bob')]), FORMAT, 'ann');
    expect(looks.map(({ participant, source }) => `${participant} ${source}`)).to.deep.equal([
      'bob screen',
      'bob camera',
    ]);
    const [screen, camera] = looks.map(({ view }) => view as { width: number; height: number });
    expect(screen?.width).to.be.above(900);
    expect(camera?.width).to.be.within(200, 300);
  });

  it('leaves out cameras that are off', () => {
    expect(looksAt(scene([], [tile('ann'), tile('bob', 'camera', false)]), FORMAT, 'ann')).to.deep.equal([]);
  });
});
