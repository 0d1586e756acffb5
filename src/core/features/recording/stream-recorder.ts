import { deferred } from '../../../internal/deferred.js';
import { RtcError, type RtcErrorCode } from '../../errors.js';
import type { RecordingFile } from './recording-file.js';
import type { RecordingPlan } from './recording-options.js';

/** Interval at which the browser hands over its data, in ms. Anything newer is lost when the tab crashes. */
const SLICE = 1000;

/** Time between key frames, in ms: how exactly players seek, and how much a fragment of an MP4 file holds. */
const KEY_FRAMES = 2000;

/** Time in which the browser has to hand over the rest, in ms. */
const STOP_TIMEOUT = 15_000;

/** With a member that TypeScript's DOM types do not have yet (mediastream-recording §2.1). */
interface RecorderOptions extends MediaRecorderOptions {
  readonly videoKeyFrameIntervalDuration?: number;
}

export interface RecorderOwner {
  /** There is more in the file. */
  readonly onData: () => void;
  /** Is told once why it cannot go on; `stop` is to be called then. */
  readonly onFailure: (error: RtcError) => void;
}

/** Records one stream into one file, and always gives back what there is. */
export class StreamRecorder {
  readonly #recorder: MediaRecorder;
  readonly #file: RecordingFile;
  readonly #stopped = deferred<undefined>();
  readonly #owner: RecorderOwner;
  #started = performance.now();
  #ended: number | undefined;
  #failure: RtcError | undefined;

  /**
   * @throws {RtcError} `invalid-options` where the browser does not take the options, `unsupported-browser` where there
   *   is nothing to record.
   */
  constructor(
    stream: MediaStream,
    file: RecordingFile,
    options: RecordingPlan['recorder'],
    owner: RecorderOwner,
  ) {
    this.#file = file;
    this.#owner = owner;
    if (stream.getTracks().length === 0) {
      throw failure('unsupported-browser', new Error('This browser captures nothing to record.'));
    }
    try {
      this.#recorder = new MediaRecorder(stream, recorderOptions(stream, options));
      this.#listen(this.#recorder);
      this.#recorder.start(SLICE);
    } catch (error) {
      throw failure('invalid-options', error);
    }
  }

  /** Time that was recorded so far, in ms. */
  get elapsed(): number {
    return (this.#ended ?? performance.now()) - this.#started;
  }

  /** The failure, also one while stopping, that left the file incomplete. */
  get failure(): RtcError | undefined {
    return this.#failure;
  }

  /** Ends the recording and completes the file. The stream may be ended when this is done, not before. */
  async stop(): Promise<Blob> {
    this.#ended ??= performance.now();
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    // A recorder that has broken may never say that it has stopped.
    const timer = setTimeout(() => {
      this.#fail(new DOMException('The recorder did not stop.', 'TimeoutError'));
      this.#stopped.resolve(undefined);
    }, STOP_TIMEOUT);
    await this.#stopped.promise;
    clearTimeout(timer);
    return this.#file.finish(this.elapsed);
  }

  #listen(recorder: MediaRecorder): void {
    recorder.addEventListener('start', () => {
      // Firefox says so late where it got no sound before it was stopped.
      if (this.#ended === undefined) this.#started = performance.now();
    });
    recorder.addEventListener('dataavailable', ({ data }) => {
      this.#file.add(data).catch((error: unknown) => this.#fail(error));
      this.#owner.onData();
    });
    recorder.addEventListener('error', (event) => this.#fail(event.error));
    recorder.addEventListener('stop', () => {
      // Not asked for: the stream has ended, or the recorder broke.
      if (this.#ended === undefined) this.#fail(undefined);
      this.#stopped.resolve(undefined);
    });
  }

  #fail(error: unknown): void {
    this.#failure ??= failure('internal', error);
    if (this.#ended !== undefined) return;
    this.#ended = performance.now();
    this.#owner.onFailure(this.#failure);
  }
}

/** The options as the browser has to have them for this stream. */
function recorderOptions(stream: MediaStream, options: RecordingPlan['recorder']): RecorderOptions {
  const isSilent = stream.getAudioTracks().length === 0;
  // Without sound Firefox records nothing, and never stops, where the type names a codec for it.
  const mimeType = isSilent ? options.mimeType.replace(/, ?(opus|mp4a[.\w]*)/, '') : options.mimeType;
  return { ...options, mimeType, videoKeyFrameIntervalDuration: KEY_FRAMES };
}

const failure = (code: RtcErrorCode, cause: unknown): RtcError => {
  const message = cause instanceof Error ? cause.message : 'The browser stopped recording.';
  return new RtcError(code, message, { cause, subject: 'recording' });
};
