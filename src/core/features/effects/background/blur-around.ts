/** Passes of a box blur, which together come close to a Gaussian one. */
const PASSES = 2;

/**
 * Blurs what is around the person. The pixels of the person do not count: otherwise their colours would surround them like a
 * halo.
 *
 * @param pixels - RGBA; the result is written into it.
 * @param person - Probability that each pixel belongs to the person, 0 to 1.
 * @param radius - Of the box, in pixels.
 */
export function blurAround(
  pixels: Uint8ClampedArray,
  person: Float32Array,
  width: number,
  height: number,
  radius: number,
): void {
  const size = width * height;
  // Red, green, blue, and the weight, which is blurred like them.
  const planes = Array.from({ length: 4 }, () => new Float32Array(size)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const [red, green, blue, weights] = planes;
  for (let i = 0; i < size; i++) {
    // Never zero: there may be nobody but the person in reach.
    const weight = 1.001 - (person[i] ?? 0);
    weights[i] = weight;
    red[i] = (pixels[4 * i] ?? 0) * weight;
    green[i] = (pixels[4 * i + 1] ?? 0) * weight;
    blue[i] = (pixels[4 * i + 2] ?? 0) * weight;
  }
  const line = new Float32Array(Math.max(width, height));
  for (const plane of planes) {
    for (let pass = 0; pass < PASSES; pass++) {
      for (let y = 0; y < height; y++) blurLine(plane, y * width, 1, width, radius, line);
      for (let x = 0; x < width; x++) blurLine(plane, x, width, height, radius, line);
    }
  }
  for (let i = 0; i < size; i++) {
    const weight = weights[i] ?? 1;
    pixels[4 * i] = (red[i] ?? 0) / weight;
    pixels[4 * i + 1] = (green[i] ?? 0) / weight;
    pixels[4 * i + 2] = (blue[i] ?? 0) / weight;
    pixels[4 * i + 3] = 255;
  }
}

/** Replaces each value of a line by the mean of those around it; beyond its ends the last value goes on. */
function blurLine(
  plane: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
  line: Float32Array,
): void {
  for (let i = 0; i < length; i++) line[i] = plane[start + i * step] ?? 0;
  const last = length - 1;
  const at = (i: number): number => line[i < 0 ? 0 : i > last ? last : i] ?? 0;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += at(i);
  for (let i = 0; i < length; i++) {
    plane[start + i * step] = sum / (2 * radius + 1);
    sum += at(i + radius + 1) - at(i - radius);
  }
}
