import { RtcError } from '../../../errors.js';
import type { MediaStage } from '../../../media/stages.js';
import { fileUrl } from '../files.js';
import { obstacleTo } from '../obstacle.js';
import { breakoutBoxes } from './breakout.js';
import { blurByCamera } from './camera-blur.js';
import { CanvasPath } from './canvas-path.js';
import type { FromWorker, Start, ToWorker } from './messages.js';
import { errorText, openWorker, type BackgroundWorker } from './open-worker.js';

/** Frames per second that are assumed of a camera that does not report them. */
const USUAL_RATE = 30;

export interface BackgroundStageOptions {
  /** The new background; without one the own background is blurred. Loaded when it is first needed. */
  readonly picture: (() => Promise<ImageBitmap>) | undefined;
  /** Called about once a second with the time that a frame takes, as part of the time between two frames of the camera. */
  readonly onPace: (load: number) => void;
  /** Called when frames come no longer, or have to be made in another way: the stage has to be started again. */
  readonly onLost: (error: RtcError | undefined) => void;
}

/** Blurs what is around the person, or replaces it by a picture. */
export class BackgroundStage implements MediaStage {
  readonly #options: BackgroundStageOptions;

  constructor(options: BackgroundStageOptions) {
    this.#options = options;
  }

  /** @throws {RtcError} `load-failed`, `unsupported-browser`, or what the picture throws. */
  async process(track: MediaStreamTrack, signal: AbortSignal): Promise<MediaStreamTrack> {
    const { onLost, onPace } = this.#options;
    const picture = await this.#options.picture?.();
    if (!picture && (await blurByCamera(track, signal, () => onLost(undefined)))) return track;
    signal.throwIfAborted();
    const obstacle = obstacleTo('background');
    if (obstacle) throw new RtcError(obstacle, 'Backgrounds cannot be drawn here.', { subject: 'camera' });
    const opened = await openWorker(signal);
    const { worker } = opened;
    const { frameRate = USUAL_RATE } = track.getSettings();
    const note = (took: number): void => onPace((took * frameRate) / 1000);
    let isReady = false;
    const ready = new Promise<MediaStreamTrack | undefined>((resolve, reject) => {
      const handleFailure = (error: RtcError): void => {
        // The start rejects with it; afterwards nobody waits, and `onLost` tells of it.
        reject(error);
        if (isReady && !signal.aborted) onLost(error);
      };
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<FromWorker>) => {
          if (data.type === 'pace') note(data.took);
          else if (data.type === 'failed') handleFailure(failure(data.isLoading, data.message));
          else if (data.type === 'ready') {
            isReady = true;
            resolve(data.track);
          }
        },
        { signal },
      );
      worker.addEventListener('error', (event) => handleFailure(failure(false, errorText(event))), {
        signal,
      });
    });
    const begin = { type: 'start', segmenter: fileUrl.segmenter(), model: fileUrl.model(), picture } as const;
    const made = connect(track, opened, begin, note, signal);
    const fromWorker = await ready;
    const output = made ?? fromWorker;
    if (!output) throw failure(false, 'There is no track.');
    return output;
  }
}

/**
 * Connects a track with the worker in the best way that the browser has, and starts the work.
 *
 * @returns The new track, unless the worker makes it.
 */
function connect(
  track: MediaStreamTrack,
  { worker, takesTracks }: BackgroundWorker,
  begin: Start,
  note: (took: number) => void,
  signal: AbortSignal,
): MediaStreamTrack | undefined {
  const send = (message: ToWorker, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = breakoutBoxes();
  if (MediaStreamTrackProcessor && MediaStreamTrackGenerator) {
    const { readable } = new MediaStreamTrackProcessor({ track });
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    const { writable } = generator;
    send({ ...begin, frames: { readable, writable } }, [readable, writable]);
    return generator;
  }
  if (takesTracks) {
    // A track that is transferred is no longer there for the call.
    const clone = track.clone();
    try {
      send({ ...begin, track: clone }, [clone]);
      return undefined;
    } catch {
      // This browser transfers no tracks.
      clone.stop();
    }
  }
  send(begin);
  return new CanvasPath(track, worker, note, signal).track;
}

function failure(isLoading: boolean, message: string): RtcError {
  const code = isLoading ? 'load-failed' : 'internal';
  return new RtcError(code, `The background could not be drawn: ${message}`, { subject: 'camera' });
}
