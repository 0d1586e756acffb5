import { play } from '../../../support/media.js';
import { waitUntil } from '../../../support/wait-until.js';
import { afterwards } from './support.js';

/** A tone that is there is louder than this. */
const AUDIBLE = 0.03;

/** Length of the pieces in which a tone is looked for, in seconds: a phase that jumps does not cancel it out in all. */
const PIECE = 0.1;

/** Time between two pictures of a file that are looked at, in seconds. */
const STEP = 0.25;

/** A recorded file, open in a `<video>`. */
export async function open(blob: Blob): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  const url = URL.createObjectURL(blob);
  video.src = url;
  afterwards(() => {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
  await waitUntil(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA, 'cannot be played');
  return video;
}

function imageOf(video: HTMLVideoElement): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d')!;
  context.drawImage(video, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The picture at this second. */
export async function frameAt(video: HTMLVideoElement, seconds: number): Promise<ImageData> {
  video.currentTime = seconds;
  await waitUntil(() => !video.seeking && video.readyState >= 2, 'cannot be sought', { interval: 5 });
  return imageOf(video);
}

/** Waits until the picture that is being recorded looks like this. */
export async function shows(
  recorder: MediaRecorder | undefined,
  look: (image: ImageData) => string,
  expected: string,
): Promise<void> {
  const video = play(...(recorder?.stream.getVideoTracks() ?? []));
  let seen: string | undefined;
  try {
    await waitUntil(() => {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) seen = look(imageOf(video));
      return seen === expected;
    }, `does not come to show ${expected}`);
  } finally {
    video.remove();
    video.srcObject = null;
  }
}

export interface Scene {
  /** In seconds. */
  readonly at: number;
  readonly seen: string;
}

/** Lists how the pictures of a file look, one after another; neighbours that look the same are one scene. */
export async function scenesOf(
  video: HTMLVideoElement,
  look: (image: ImageData) => string,
): Promise<Scene[]> {
  const scenes: Scene[] = [];
  for (let at = 0; at < video.duration; at += STEP) {
    const seen = look(await frameAt(video, at));
    if (seen !== scenes.at(-1)?.seen) scenes.push({ at, seen });
  }
  return scenes;
}

/** The colour at a place of the picture, given as parts of its width and height, if it is one of these. */
export function colourAt(image: ImageData, x: number, y: number, colours: readonly string[]): string {
  const at = 4 * (Math.floor(y * image.height) * image.width + Math.floor(x * image.width));
  const seen = image.data.slice(at, at + 3);
  const isNear = (colour: string): boolean => {
    const wanted = colour.match(/\d+/g)!.map(Number);
    return seen.every((value, i) => Math.abs(value - wanted[i]!) < 40);
  };
  return colours.find(isNear) ?? `rgb(${seen.join()})`;
}

/** Every colour of these that is anywhere in the picture. */
export function coloursIn(image: ImageData, colours: readonly string[]): string[] {
  const found = new Set<string>();
  for (let x = 0.01; x < 1; x += 0.02) {
    for (let y = 0.01; y < 1; y += 0.04) found.add(colourAt(image, x, y, colours));
  }
  return colours.filter((colour) => found.has(colour));
}

/** The seconds of a file at which a tone is heard, a tenth of one after another. */
export async function heardAt(blob: Blob, hertz: number): Promise<number[]> {
  const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(await blob.arrayBuffer());
  const samples = sound.getChannelData(0);
  const length = PIECE * sound.sampleRate;
  const heard: number[] = [];
  for (let start = 0; start + length <= samples.length; start += length) {
    const strength = strengthOf(samples.subarray(start, start + length), hertz / sound.sampleRate);
    if (strength > AUDIBLE) heard.push(start / sound.sampleRate);
  }
  return heard;
}

/** Strength of a tone in these samples: 0 for silence, its amplitude for a sine. */
function strengthOf(samples: Float32Array, wavesPerSample: number): number {
  let [real, imaginary] = [0, 0];
  for (const [i, sample] of samples.entries()) {
    const angle = 2 * Math.PI * wavesPerSample * i;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}
