import { blurAround } from './blur-around.js';
import { MODEL_HEIGHT, MODEL_WIDTH, type Segmenter } from './segmenter.js';

/** Radius of the blur in a picture of the model's size: a face in the background is no longer recognised. */
const BLUR_RADIUS = 8;

/** Likelihoods below the first count as background, those above the second as person. */
const [BACKGROUND, PERSON] = [0.3, 0.7];

/** Part of the previous result that stays, so that edges do not flicker. */
const INERTIA = 0.3;

/** Draws the person of a picture before another background, in a page or in a worker. */
export class Compositor {
  readonly #segmenter: Segmenter;
  readonly #picture: ImageBitmap | undefined;
  /** The picture as the model sees it; in the end the blurred background. */
  readonly #small = paper(MODEL_WIDTH, MODEL_HEIGHT, true);
  readonly #mask = paper(MODEL_WIDTH, MODEL_HEIGHT);
  readonly #maskPixels = new ImageData(MODEL_WIDTH, MODEL_HEIGHT);
  readonly #person = new Float32Array(MODEL_WIDTH * MODEL_HEIGHT);
  #isFirst = true;
  readonly #result = paper(MODEL_WIDTH, MODEL_HEIGHT);

  /** @param picture - The background; the blurred one of the picture itself where it is left out. */
  constructor(segmenter: Segmenter, picture: ImageBitmap | undefined) {
    this.#segmenter = segmenter;
    this.#picture = picture;
  }

  /** @returns A canvas of this size, which is drawn on again by the next call. */
  compose(image: CanvasImageSource, width: number, height: number): OffscreenCanvas {
    const small = this.#small;
    small.drawImage(image, 0, 0, MODEL_WIDTH, MODEL_HEIGHT);
    const pixels = small.getImageData(0, 0, MODEL_WIDTH, MODEL_HEIGHT);
    this.#find(pixels.data);
    const { canvas } = this.#result;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const result = this.#result;
    result.globalCompositeOperation = 'copy';
    result.drawImage(this.#mask.canvas, 0, 0, width, height);
    result.globalCompositeOperation = 'source-in';
    result.drawImage(image, 0, 0, width, height);
    result.globalCompositeOperation = 'destination-over';
    if (this.#picture) {
      drawCovering(result, this.#picture, width, height);
    } else {
      blurAround(pixels.data, this.#person, MODEL_WIDTH, MODEL_HEIGHT, BLUR_RADIUS);
      small.putImageData(pixels, 0, 0);
      result.drawImage(small.canvas, 0, 0, width, height);
    }
    return canvas;
  }

  /** Finds the person, as likelihoods and as a mask. */
  #find(pixels: Uint8ClampedArray): void {
    const person = this.#person;
    const mask = this.#maskPixels;
    this.#segmenter.find(pixels).forEach((likelihood, i) => {
      const now = Math.min(1, Math.max(0, (likelihood - BACKGROUND) / (PERSON - BACKGROUND)));
      const before = this.#isFirst ? now : (person[i] ?? now);
      const smooth = now + (before - now) * INERTIA;
      person[i] = smooth;
      mask.data[4 * i + 3] = smooth * 255;
    });
    this.#isFirst = false;
    this.#mask.putImageData(mask, 0, 0);
  }
}

/** Fills a rectangle with a picture, of which the middle is seen where its shape is another one. */
function drawCovering(
  context: OffscreenCanvasRenderingContext2D,
  picture: ImageBitmap,
  width: number,
  height: number,
): void {
  const scale = Math.max(width / picture.width, height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  context.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h);
}

function paper(width: number, height: number, willReadFrequently = false): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently });
  if (!context) throw new TypeError('This browser paints on no canvas.');
  return context;
}
