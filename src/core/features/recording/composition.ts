import { FrameClock } from '../../../internal/frame-clock.js';
import { RtcError } from '../../errors.js';
import { captureCanvas, type CanvasCapture } from '../../media/canvas-capture.js';
import { Painter } from './painter.js';
import { Pictures } from './pictures.js';
import type { Scene } from './scene.js';
import { openSound, type Sound } from './sound-mixer.js';

/** Size of a picture in pixels, and frames per second. */
export interface PictureFormat {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}

/** A picture that is painted from scenes. */
class Picture {
  readonly #capture: CanvasCapture;
  readonly #pictures = new Pictures();
  readonly #painter: Painter;
  readonly #clock: FrameClock;
  #scene: Scene | undefined;

  constructor({ width, height, frameRate }: PictureFormat) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new RtcError('unsupported-browser', 'This browser paints on no canvas.');
    this.#capture = captureCanvas(canvas);
    this.#painter = new Painter(context, (of) => this.#pictures.of(of));
    this.#clock = new FrameClock(frameRate, () => this.#paint());
  }

  get track(): MediaStreamTrack {
    return this.#capture.track;
  }

  show(scene: Scene): void {
    this.#scene = scene;
    this.#pictures.keep([...scene.big, ...scene.small].flatMap(({ track }) => track ?? []));
    this.#paint();
  }

  close(): void {
    this.#clock.stop();
    this.#pictures.keep([]);
    this.track.stop();
  }

  #paint(): void {
    if (!this.#scene) return;
    this.#painter.paint(this.#scene);
    this.#capture.requestFrame();
  }
}

/**
 * One stream of scenes that change. Its tracks stay the same ones: a recorder stops when tracks come to a stream or go.
 */
export class Composition {
  readonly #picture: Picture | undefined;
  readonly #sound: Sound;
  #stream: MediaStream | undefined;

  /**
   * @param format - Of the picture; sound alone where it is left out.
   * @param onSoundMissing - Called once, when a sound cannot be heard for the first time.
   * @throws {RtcError} `unsupported-browser`
   */
  constructor(format: PictureFormat | undefined, onSoundMissing: () => void) {
    this.#picture = format && new Picture(format);
    this.#sound = openSound(onSoundMissing);
  }

  /** To be recorded once there is a scene, which settles the tracks. */
  get stream(): MediaStream {
    const tracks = [this.#picture?.track, this.#sound.track];
    return (this.#stream ??= new MediaStream(tracks.filter((track) => track !== undefined)));
  }

  /** From now on this is to be seen and heard, and nothing else. */
  show(scene: Scene): void {
    this.#picture?.show(scene);
    this.#sound.keep(scene.sounds);
  }

  /** Ends the stream and releases everything; the tracks of the scenes go on. */
  close(): void {
    this.#picture?.close();
    this.#sound.close();
  }
}
