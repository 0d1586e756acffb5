/** Width and height, in any unit. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Part of a side of a picture that may be cut off, so that the picture fills its tile. */
export const MOST_CROPPED = 0.1;

/** The part that is left then, less an error of computing. */
const LEAST_KEPT = 1 - MOST_CROPPED - 1e-9;

/**
 * Fit of a picture in a tile: it fills the tile if that crops at most a tenth of a side, else all is shown.
 */
export function fitOf(tile: Size, picture: Size): 'cover' | 'contain' {
  return keptOf(tile, picture) >= LEAST_KEPT ? 'cover' : 'contain';
}

/** Area of a tile that its picture takes, with the fit of `fitOf`. */
export function shownArea(tile: Size, picture: Size): number {
  const kept = keptOf(tile, picture);
  return tile.width * tile.height * (kept >= LEAST_KEPT ? 1 : kept);
}

/**
 * The part that is left of the longer side of a picture that fills the tile, 0 to 1. The same part of the tile is taken by a
 * picture that is shown whole.
 */
function keptOf(tile: Size, picture: Size): number {
  const across = tile.width / picture.width;
  const down = tile.height / picture.height;
  return Math.min(across, down) / Math.max(across, down);
}
