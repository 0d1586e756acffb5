import { waitUntil } from '../../../support/wait-until.js';

/** Size of the photograph. */
export const PHOTO = { width: 640, height: 360 } as const;

/** A rectangle, as parts of width and height. */
export type Area = readonly [left: number, top: number, right: number, bottom: number];

/** Hair and face of the astronaut. */
export const PERSON: Area = [0.32, 0.12, 0.54, 0.6];
/** A model of the Space Shuttle on its stand, to the right of her. */
export const BACKGROUND: Area = [0.68, 0, 0.95, 0.9];

export async function photo(): Promise<ImageBitmap> {
  const response = await fetch('/test/support/media/astronaut.jpg');
  return createImageBitmap(await response.blob());
}

/** A camera that looks at the photograph. `close` ends it. */
export interface PhotoCamera {
  readonly track: MediaStreamTrack;
  close(): void;
}

export async function photoCamera(rate = 15): Promise<PhotoCamera> {
  const image = await photo();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, PHOTO);
  const context = canvas.getContext('2d');
  const paint = (): void => context?.drawImage(image, 0, 0);
  paint();
  const [track] = canvas.captureStream(rate).getVideoTracks();
  const timer = setInterval(paint, 1000 / rate);
  return {
    track: track!,
    close() {
      clearInterval(timer);
      track?.stop();
    },
  };
}

/** Lets the camera of this page be the photograph; undone by the function it returns. */
export function usePhotoCamera(): { restore(): void } {
  const { prototype } = MediaDevices;
  const { getUserMedia } = prototype;
  const cameras: PhotoCamera[] = [];
  prototype.getUserMedia = async function (this: MediaDevices, { audio = false, video = false } = {}) {
    const stream = audio ? await getUserMedia.call(this, { audio }) : new MediaStream();
    if (video) {
      const camera = await photoCamera();
      cameras.push(camera);
      stream.addTrack(camera.track);
    }
    return stream;
  };
  return {
    restore() {
      prototype.getUserMedia = getUserMedia;
      for (const camera of cameras) camera.close();
    },
  };
}

/** Variance of the brightness within an area: how much there is to see in it. */
export function variance({ data, width, height }: ImageData, [left, top, right, bottom]: Area): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = Math.round(top * height); y < bottom * height; y++) {
    for (let x = Math.round(left * width); x < right * width; x++) {
      const at = 4 * (y * width + x);
      const brightness = (data[at]! + data[at + 1]! + data[at + 2]!) / 3;
      sum += brightness;
      squares += brightness ** 2;
      count += 1;
    }
  }
  return squares / count - (sum / count) ** 2;
}

export function pixelsOf(image: CanvasImageSource, width: number, height: number): ImageData {
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** Looks at the frames of a track. `close` ends it; the track goes on. */
export class Eye {
  readonly #video = document.createElement('video');

  constructor(track: MediaStreamTrack | null) {
    this.#video.muted = true;
    this.look(track);
  }

  look(track: MediaStreamTrack | null): void {
    this.#video.srcObject = track && new MediaStream([track]);
    void this.#video.play().catch(() => undefined);
  }

  /** The current frame, in the size of the photograph; undefined as long as there is none. */
  see(): ImageData | undefined {
    if (this.#video.readyState < 2 || !this.#video.videoWidth) return undefined;
    return pixelsOf(this.#video, PHOTO.width, PHOTO.height);
  }

  async waitFor(what: string, isThere: (pixels: ImageData) => boolean): Promise<ImageData> {
    let seen: ImageData | undefined;
    await waitUntil(() => {
      seen = this.see();
      return seen && isThere(seen);
    }, what);
    return seen!;
  }

  close(): void {
    this.#video.srcObject = null;
  }
}
