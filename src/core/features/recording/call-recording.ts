import { abortable } from '../../../internal/abortable.js';
import { deferred, type Deferred } from '../../../internal/deferred.js';
import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { AskBeforeLeaving } from '../../ask-before-leaving.js';
import { RtcError, toRtcError } from '../../errors.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import type { RecordingState } from '../../types.js';
import { planRecording, type RecordingOptions } from './recording-options.js';
import { isActive, RecordingRun, type RecordingReason } from './recording-run.js';

/** A recording that is over. */
export interface FinishedRecording {
  readonly blob: Blob;
  /** In ms. */
  readonly duration: number;
  readonly reason: RecordingReason;
  /** The error after which the browser could not go on. */
  readonly error: RtcError | undefined;
  /** The recording is in a file, or was given to the person: closing the page does not lose it. */
  readonly saved: boolean;
}

/** The recording went into another state. */
export class RecordingStateEvent extends Event {
  readonly state: RecordingState;
  /** The recording, when it is over. */
  readonly recording: FinishedRecording | undefined;
  /** The error, if there is no recording or it broke off. */
  readonly error: RtcError | undefined;

  constructor(state: RecordingState, recording?: FinishedRecording, error?: RtcError) {
    super('statechange');
    this.state = state;
    this.recording = recording;
    this.error = error;
  }
}

export interface CallRecordingEventMap {
  /** After every change of anything that is shown, and twice a second while it records. */
  change: Event;
  statechange: RecordingStateEvent;
}

/** Time between two reports of progress, in ms. */
const PROGRESS = 500;

/** A recording that was started and not ended: it waits for the previous one, asks, or records. */
interface Attempt {
  readonly options: RecordingOptions;
  readonly started: Deferred<undefined>;
  /** Gives it up before it records. */
  readonly givingUp: AbortController;
}

/**
 * Records a call into a file: pictures side by side with the names on them, all sound in one track. Everybody is
 * asked first; who has not agreed is not in it. One recording at a time.
 */
export class CallRecording extends typedEventTarget<CallRecordingEventMap>() {
  /** The recording of a call, always the same object. */
  static readonly of = feature(
    (session: CallSession) => new CallRecording(session),
    (recording) => recording.#publish(),
  );

  readonly #session: CallSession;
  readonly #leaving = new AskBeforeLeaving();
  #state: RecordingState = 'inactive';
  #error: RtcError | undefined;
  #finished: readonly FinishedRecording[] = Object.freeze([]);
  #attempt: Attempt | undefined;
  #run: RecordingRun | undefined;
  #stopping: Promise<Blob> | undefined;
  #inFile = false;
  #progress: ReturnType<typeof setInterval> | undefined;

  private constructor(session: CallSession) {
    super();
    this.#session = session;
    session.addEventListener('rtc-state-change', () => {
      if (isActive(session)) return;
      this.#giveUp();
      this.#end('left');
    });
  }

  get state(): RecordingState {
    return this.#state;
  }

  /** The error of the last recording, if it could not be made, or broke off. */
  get error(): RtcError | undefined {
    return this.#error;
  }

  /** Time that was recorded so far, in ms. */
  get elapsed(): number {
    return this.#run?.elapsed ?? 0;
  }

  /** Size of what is recorded by now. */
  get bytes(): number {
    return this.#run?.bytes ?? 0;
  }

  /** Ids of those who have been asked, and have not answered yet. */
  get waiting(): readonly string[] {
    return this.#run?.poll.waiting ?? [];
  }

  /** Ids of the others who agreed: who is in the recording besides oneself. */
  get agreed(): readonly string[] {
    return this.#run?.poll.agreed ?? [];
  }

  /** The recordings that are over and still kept, the last one last. Forget them: they take memory. */
  get finished(): readonly FinishedRecording[] {
    return this.#finished;
  }

  /**
   * Asks everybody, and resolves when it records. Starting twice is one start. While the file of the previous recording
   * is being completed, it waits for that first.
   *
   * @throws {RtcError} `invalid-options`, also while a recording with other options is being made;
   *   `unsupported-browser`, `unknown-participant`; `permission-denied` where the one participant who was to be recorded
   *   does not agree.
   * @throws {DOMException} `AbortError` when it was stopped, or the call left, before it began.
   */
  start(options: RecordingOptions = {}): Promise<void> {
    const current = this.#attempt;
    if (current && !isSame(current.options, options)) {
      return Promise.reject(invalid('Another recording is being made. Stop it first.'));
    }
    if (current) return current.started.promise;
    if (!isActive(this.#session)) {
      return Promise.reject(invalid('A call can be recorded while one is in it.'));
    }
    const attempt = { options, started: deferred<undefined>(), givingUp: new AbortController() };
    this.#attempt = attempt;
    this.#start(attempt).then(
      () => attempt.started.resolve(undefined),
      (error: unknown) => attempt.started.reject(error),
    );
    return attempt.started.promise;
  }

  /**
   * Ends the recording, or gives up asking.
   *
   * @returns The whole file. It stays in `finished`, too.
   * @throws {RtcError} `invalid-options` where nothing is recorded, `internal` where nothing could be kept.
   * @throws {DOMException} `AbortError` when it had not begun yet.
   */
  async stop(): Promise<Blob> {
    if (this.#state === 'recording') return this.#finish('stopped');
    if (this.#attempt || this.#state === 'asking') {
      this.#giveUp();
      throw new DOMException('The recording had not begun.', 'AbortError');
    }
    if (!this.#stopping) throw invalid('Nothing is being recorded.');
    return this.#stopping;
  }

  /** The person has the file: closing the page no longer loses it. */
  markSaved(recording: FinishedRecording): void {
    this.#keep(
      this.#finished.map((one) => (one === recording ? Object.freeze({ ...one, saved: true }) : one)),
    );
  }

  /** Keeps this recording no longer, saved or not. */
  forget(recording: FinishedRecording): void {
    this.#keep(this.#finished.filter((one) => one !== recording));
  }

  async #start(attempt: Attempt): Promise<void> {
    const { signal } = attempt.givingUp;
    while (this.#state !== 'inactive') await abortable(this.#stateChange(), signal);
    this.#error = undefined;
    try {
      const plan = planRecording(attempt.options);
      this.#inFile = plan.sink !== undefined;
      this.#run = new RecordingRun(this.#session, plan, {
        onBegin: () => this.#begin(),
        onEnd: (reason, error) => this.#end(reason, error),
        onChange: () => this.#announce(),
      });
      this.#setState('asking');
      await this.#run.start(signal);
    } catch (error) {
      this.#run = undefined;
      if (this.#attempt === attempt) this.#attempt = undefined;
      const givenUp = error instanceof DOMException && error.name === 'AbortError';
      this.#error = givenUp ? undefined : toRtcError(error, 'internal');
      this.#setState('inactive', undefined, this.#error);
      throw this.#error ?? error;
    }
  }

  #stateChange(): Promise<Event> {
    return new Promise((resolve) => this.addEventListener('statechange', resolve, { once: true }));
  }

  #begin(): void {
    this.#progress = setInterval(() => this.#announce(), PROGRESS);
    this.#setState('recording');
  }

  /** Gives up what has not begun. */
  #giveUp(): void {
    if (this.#state === 'recording') return;
    this.#attempt?.givingUp.abort(new DOMException('The recording was given up.', 'AbortError'));
    this.#attempt = undefined;
  }

  /** Ends what is being recorded. Errors are told by the state: nobody waits for them here. */
  #end(reason: RecordingReason, error?: RtcError): void {
    if (this.#state === 'recording') this.#finish(reason, error).catch(() => undefined);
  }

  #finish(reason: RecordingReason, error?: RtcError): Promise<Blob> {
    this.#attempt = undefined;
    clearInterval(this.#progress);
    // First of all, before the tracks of a call that is being left are gone.
    const stopped = this.#run?.stop();
    this.#stopping = this.#complete(stopped, reason, error);
    this.#setState('finishing');
    return this.#stopping;
  }

  async #complete(
    stopped: Promise<Blob> | undefined,
    reason: RecordingReason,
    error?: RtcError,
  ): Promise<Blob> {
    const run = this.#run;
    let recording: FinishedRecording | undefined;
    try {
      const blob = await stopped;
      const failure = error ?? run?.failure;
      if (!run || !blob?.size) throw failure ?? new RtcError('internal', 'Nothing was recorded.');
      recording = Object.freeze({
        blob,
        duration: run.elapsed,
        reason: failure ? 'error' : reason,
        error: failure,
        saved: this.#inFile,
      });
      this.#finished = Object.freeze([...this.#finished, recording]);
      this.#error = failure;
      return blob;
    } catch (failure) {
      throw (this.#error = error ?? toRtcError(failure, 'internal'));
    } finally {
      this.#run = undefined;
      this.#stopping = undefined;
      this.#setState('inactive', recording, this.#error);
    }
  }

  #setState(state: RecordingState, recording?: FinishedRecording, error?: RtcError): void {
    this.#state = state;
    this.#guard();
    this.#announce();
    this.#publish();
    this.dispatchEvent(new RecordingStateEvent(state, recording, error));
  }

  #publish(): void {
    this.#session.publish('recording', this);
  }

  #keep(finished: FinishedRecording[]): void {
    this.#finished = Object.freeze(finished);
    this.#guard();
    this.#announce();
  }

  #announce(): void {
    this.dispatchEvent(new Event('change'));
  }

  #guard(): void {
    this.#leaving.set(
      ['recording', 'finishing'].includes(this.#state) || this.#finished.some(({ saved }) => !saved),
    );
  }
}

const isSame = (a: RecordingOptions, b: RecordingOptions): boolean =>
  Object.keys({ ...a, ...b }).every((key) => Object.is(Reflect.get(a, key), Reflect.get(b, key)));

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { subject: 'recording' });
