/** The rate that RNNoise expects. */
export const RATE = 48_000;

/** Peak of the white noise. */
const NOISE = 0.05;

/** A power in dB of full scale. */
export const decibels = (power: number): number => 10 * Math.log10(power + 1e-20);

export const powerOf = (samples: Float32Array): number =>
  samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;

/** White noise that is the same each time. */
export function whiteNoise(length: number): Float32Array<ArrayBuffer> {
  let seed = 1;
  return Float32Array.from({ length }, () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (seed / 2 ** 31 - 1) * NOISE;
  });
}

/** The voice of espeak-ng. */
export async function speech(): Promise<Float32Array> {
  const response = await fetch('/test/support/media/speech.ogg');
  const context = new OfflineAudioContext(1, 1, RATE);
  return (await context.decodeAudioData(await response.arrayBuffer())).getChannelData(0);
}
