import type { Look } from '../../viewing/index.js';
import { arrange } from './arrange.js';
import type { PictureFormat } from './composition.js';
import type { Scene, SceneTile } from './scene.js';

/** Shape of a picture of which the browser tells no size. */
const WIDE = 16 / 9;

/** The pictures of the others in a scene, in the sizes that they have in the recorded picture. */
export function looksAt(
  { big, small }: Scene,
  { width, height }: PictureFormat,
  self: string,
): readonly Look[] {
  const places = arrange(big.map(ratioOf), small.map(ratioOf), width, height).flat();
  return [...big, ...small].flatMap(({ participant, source, track }, i) => {
    const box = places[i];
    if (!box || !track || participant === self) return [];
    return [{ participant, source, view: { width: box.width, height: box.height } }];
  });
}

function ratioOf({ track }: SceneTile): number {
  const { width = 0, height = 0 } = track?.getSettings() ?? {};
  return width > 0 && height > 0 ? width / height : WIDE;
}
