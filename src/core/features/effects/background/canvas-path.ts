import { FrameClock } from '../../../../internal/frame-clock.js';
import { captureCanvas, type CanvasCapture } from '../../../media/canvas-capture.js';
import type { FromWorker, ToWorker } from './messages.js';

/** Most frames per second: each is copied to the worker and back. */
const MAX_RATE = 30;

/**
 * Takes a track's frames to the worker and back by way of a `<video>` and a canvas, for browsers without breakout boxes. Its
 * clock goes on in a hidden page, where browsers draw nothing by themselves.
 */
export class CanvasPath {
  readonly #worker: Worker;
  readonly #onTook: (ms: number) => void;
  readonly #video = document.createElement('video');
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #capture: CanvasCapture;
  /** Runs once the worker can draw. */
  #clock: FrameClock | undefined;
  /** Since when a frame is on its way, by `performance.now`. */
  #since: number | undefined;

  /**
   * @param onTook - Called for each frame with the time that it took, in ms.
   * @param signal - Ends it.
   * @throws {RtcError} `unsupported-browser`
   */
  constructor(track: MediaStreamTrack, worker: Worker, onTook: (ms: number) => void, signal: AbortSignal) {
    this.#worker = worker;
    this.#onTook = onTook;
    const { width = 640, height = 360, frameRate = MAX_RATE } = track.getSettings();
    Object.assign(this.#canvas, { width, height });
    this.#context = this.#canvas.getContext('2d', { alpha: false });
    this.#capture = captureCanvas(this.#canvas);
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = new MediaStream([track]);
    // Rejected when the stream is removed again.
    this.#video.play().catch(() => undefined);
    signal.addEventListener('abort', () => {
      this.#clock?.stop();
      this.#video.srcObject = null;
    });
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'frame') this.#show(data.frame);
        else if (data.type === 'ready')
          this.#clock = new FrameClock(Math.min(frameRate, MAX_RATE), () => void this.#send(signal));
      },
      { signal },
    );
  }

  get track(): MediaStreamTrack {
    return this.#capture.track;
  }

  async #send(signal: AbortSignal): Promise<void> {
    // One frame at a time: what comes while the worker is busy is left out.
    if (this.#since !== undefined || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.#since = performance.now();
    try {
      const frame = await createImageBitmap(this.#video);
      if (signal.aborted) frame.close();
      else this.#worker.postMessage({ type: 'frame', frame } satisfies ToWorker, [frame]);
    } catch {
      // The video has no picture at this moment.
      this.#since = undefined;
    }
  }

  #show(frame: ImageBitmap): void {
    const canvas = this.#canvas;
    if (canvas.width !== frame.width) canvas.width = frame.width;
    if (canvas.height !== frame.height) canvas.height = frame.height;
    this.#context?.drawImage(frame, 0, 0);
    frame.close();
    this.#capture.requestFrame();
    if (this.#since !== undefined) this.#onTook(performance.now() - this.#since);
    this.#since = undefined;
  }
}
