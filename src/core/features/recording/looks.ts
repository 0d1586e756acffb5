import type { Look } from '../../viewing/index.js';
import { arrange } from './arrange.js';
import type { PictureFormat } from './composition.js';
import type { Scene } from './scene.js';

/** The pictures of the others in a scene, in the sizes that they have in the recorded picture. */
export function looksAt(
  { big, small }: Scene,
  { width, height }: PictureFormat,
  self: string,
): readonly Look[] {
  const [bigBoxes, smallBoxes] = arrange(big.length, small.length, width, height);
  return [...big, ...small].flatMap(({ participant, source, track }, i) => {
    const box = [...bigBoxes, ...smallBoxes][i];
    if (!box || !track || participant === self) return [];
    return [{ participant, source, view: { width: box.width, height: box.height } }];
  });
}
