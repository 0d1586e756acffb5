import { deferred } from '../../internal/deferred.js';
import { RtcError } from '../errors.js';
import type { RecordingFile } from './recording-file.js';

/** How often the browser hands over what it has, in ms. What is shorter is lost when the tab crashes. */
const SLICE = 1000;

/** Time between key frames, in ms: how exactly players seek, and how much a fragment of an MP4 file holds. */
const KEY_FRAMES = 2000;

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

  /** @throws {RtcError} `invalid-options` where the browser does not take the options. */
  constructor(stream: MediaStream, file: RecordingFile, options: MediaRecorderOptions, owner: RecorderOwner) {
    this.#file = file;
    this.#owner = owner;
    const all: RecorderOptions = { ...options, videoKeyFrameIntervalDuration: KEY_FRAMES };
    try {
      this.#recorder = new MediaRecorder(stream, all);
      this.#listen(this.#recorder);
      this.#recorder.start(SLICE);
    } catch (error) {
      throw failure('invalid-options', error);
    }
  }

  /** How long it has recorded, in ms. */
  get elapsed(): number {
    return (this.#ended ?? performance.now()) - this.#started;
  }

  /** Ends the recording and completes the file. The stream may be ended when this is done, not before. */
  async stop(): Promise<Blob> {
    this.#ended ??= performance.now();
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    await this.#stopped.promise;
    return this.#file.finish(this.elapsed);
  }

  #listen(recorder: MediaRecorder): void {
    recorder.addEventListener('start', () => (this.#started = performance.now()));
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
    if (this.#ended !== undefined) return;
    this.#ended = performance.now();
    this.#owner.onFailure(failure('internal', error));
  }
}

const failure = (code: 'internal' | 'invalid-options', cause: unknown): RtcError => {
  const message = cause instanceof Error ? cause.message : 'The browser stopped recording.';
  return new RtcError(code, message, { cause, subject: 'recording' });
};
