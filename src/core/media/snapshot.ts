import { RtcError } from '../errors.js';

export interface SnapshotOptions {
  /** Media type of the image. Default `image/png`, also used for a type that the browser cannot write. */
  readonly type?: string;
  /** 0 to 1, for types that lose something. */
  readonly quality?: number;
  /** Mirrors the picture, as a self view does. Default `false`. */
  readonly mirror?: boolean;
}

/** Longest wait for a frame, in ms: a remote participant may send none, and a slow device shows few. */
const FRAME_TIMEOUT = 10_000;

/**
 * A photo of a video track, in the full resolution of its picture.
 *
 * @throws {RtcError} `no-picture` when the track has none; `invalid-options`.
 */
export async function takeSnapshot(
  track: MediaStreamTrack | null,
  { type = 'image/png', quality, mirror = false }: SnapshotOptions = {},
): Promise<Blob> {
  if (!/^image\/[\w.+-]+$/.test(type)) {
    throw invalid(`"${type}" is no media type of an image; write one such as "image/jpeg".`);
  }
  if (quality !== undefined && !(quality >= 0 && quality <= 1)) {
    throw invalid(`The quality of an image is a number from 0 to 1, not ${quality}.`);
  }
  if (track?.kind !== 'video') throw new RtcError('no-picture', 'There is no video to take a photo of.');
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const deadline = performance.now() + FRAME_TIMEOUT;
  try {
    let canvas: HTMLCanvasElement;
    do {
      await nextFrame(video, deadline - performance.now());
      canvas = draw(video, mirror);
      // WebKitGTK sometimes draws nothing, although there is a frame.
    } while (isEmpty(canvas));
    return await encode(canvas, type, quality);
  } finally {
    video.srcObject = null;
  }
}

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { recoverable: false });

function nextFrame(video: HTMLVideoElement, patience: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new RtcError('no-picture', 'No picture came in time.'));
    }, patience);
    // Chromium may present a frame before the element has data, and then draws nothing.
    const isReady = [
      new Promise((presented) => video.requestVideoFrameCallback(presented)),
      new Promise<unknown>((loaded) => {
        if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) loaded(undefined);
        else video.onloadeddata = loaded;
      }),
    ];
    void Promise.all(isReady).then(() => {
      clearTimeout(timer);
      resolve();
    });
    // Rejected when the stream is removed, after which nobody waits for it.
    video.play().catch(() => undefined);
  });
}

function draw(video: HTMLVideoElement, mirror: boolean): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d');
  if (mirror) context?.setTransform(-1, 0, 0, 1, canvas.width, 0);
  context?.drawImage(video, 0, 0);
  return canvas;
}

/** Whether every pixel is transparent. */
function isEmpty(canvas: HTMLCanvasElement): boolean {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return true;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  return !pixels?.some((value) => value > 0);
}

function encode(canvas: HTMLCanvasElement, type: string, quality: number | undefined): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const handleBlob = (blob: Blob | null): void => {
      if (blob) resolve(blob);
      else reject(new RtcError('no-picture', 'The browser could not write the image.'));
    };
    canvas.toBlob(handleBlob, type, quality);
  });
}
