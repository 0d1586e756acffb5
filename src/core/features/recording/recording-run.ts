import { abortable } from '../../../internal/abortable.js';
import { randomId } from '../../../internal/random-id.js';
import { RtcError } from '../../errors.js';
import type { CallSession } from '../../call/call-session.js';
import { Viewing } from '../../viewing/index.js';
import { Composition } from './composition.js';
import { ConsentPoll } from './consent-poll.js';
import { RecordingFile } from './recording-file.js';
import type { RecordingPlan } from './recording-options.js';
import { looksAt } from './looks.js';
import { sceneOf } from './scene.js';
import { FileStore, MemoryStore } from './stores.js';
import { StreamRecorder } from './stream-recorder.js';

/** Reason why a recording ended. */
export type RecordingReason =
  /** It was stopped. */
  | 'stopped'
  /** The call ended here; or the one participant who was recorded left, or no longer agreed. */
  | 'left'
  /** It reached `maxBytes`. */
  | 'limit'
  /** The browser could not go on. */
  | 'error';

/** Whether there is something to record. */
export const isActive = ({ state }: CallSession): boolean => state === 'in-call' || state === 'reconnecting';

/** Owner of a run. */
export interface RunOwner {
  /** It records from now on. */
  readonly onBegin: () => void;
  /** The run cannot or must not go on: now it has to be stopped. */
  readonly onEnd: (reason: RecordingReason, error?: RtcError) => void;
  /** Somebody agreed, refused, came or left. */
  readonly onChange: () => void;
}

/** One recording, from asking everybody to the file. */
export class RecordingRun {
  readonly poll: ConsentPoll;
  readonly #session: CallSession;
  readonly #plan: RecordingPlan;
  readonly #owner: RunOwner;
  readonly #ending = new AbortController();
  #composition: Composition | undefined;
  #recorder: StreamRecorder | undefined;
  #file: RecordingFile | undefined;

  constructor(session: CallSession, plan: RecordingPlan, owner: RunOwner) {
    this.#session = session;
    this.#plan = plan;
    this.#owner = owner;
    this.poll = new ConsentPoll(session, randomId(), plan.subject?.participant);
    const { signal } = this.#ending;
    this.poll.addEventListener('change', () => this.#update(), { signal });
    session.addEventListener('change', () => this.#update(), { signal });
  }

  /** Time that was recorded so far, in ms. */
  get elapsed(): number {
    return this.#recorder?.elapsed ?? 0;
  }

  get bytes(): number {
    return this.#file?.bytes ?? 0;
  }

  /** The error because of which the file is incomplete. */
  get failure(): RtcError | undefined {
    return this.#recorder?.failure;
  }

  /**
   * Asks, and records as soon as it may.
   *
   * @param givenUp - Gives it up before it records.
   * @throws {RtcError} `permission-denied` where the one participant does not agree; what keeps it from recording.
   */
  async start(givenUp: AbortSignal): Promise<void> {
    const { sink, maxBytes, answerTimeout, subject, format, recorder } = this.#plan;
    try {
      givenUp.throwIfAborted();
      if (
        subject &&
        ![this.#session.self, ...this.#session.participants].some(({ id }) => id === subject.participant)
      ) {
        throw new RtcError('unknown-participant', 'Nobody with this id is in the call.', {
          subject: 'recording',
        });
      }
      const store = sink ? await openFile(sink, givenUp) : new MemoryStore();
      this.#file = new RecordingFile(store, recorder.mimeType);
      await this.poll.settled(answerTimeout, givenUp);
      givenUp.throwIfAborted();
      if (subject && !this.poll.allows(subject.participant)) {
        throw new RtcError('permission-denied', 'The participant does not want to be recorded.', {
          subject: 'recording',
        });
      }
      this.#composition = new Composition(format, () => this.#tellMissingSound());
      this.#update();
      this.#recorder = new StreamRecorder(this.#composition.stream, this.#file, recorder, {
        onData: () => {
          if (this.bytes >= maxBytes && !this.#ending.signal.aborted) this.#owner.onEnd('limit');
        },
        onFailure: (error) => this.#owner.onEnd('error', error),
      });
      this.poll.begin();
      this.#owner.onBegin();
    } catch (error) {
      this.#release();
      void this.#file?.discard();
      throw error;
    }
  }

  /** Ends it and completes the file. */
  async stop(): Promise<Blob> {
    this.#ending.abort();
    try {
      const blob = this.#recorder?.stop();
      this.poll.close();
      return (await blob) ?? new Blob();
    } finally {
      this.#release();
    }
  }

  /** Makes the picture and the sound what they should be now. */
  #update(): void {
    const { subject } = this.#plan;
    // Tracks that remain of a call that was left are not recorded.
    if (!isActive(this.#session)) return;
    if (this.#recorder && subject && !this.poll.allows(subject.participant)) {
      this.#owner.onEnd('left');
      return;
    }
    if (this.#composition) this.#show(this.#composition);
    this.#owner.onChange();
  }

  /** Shows the call as it is now, and has its pictures sent as large as they are recorded. */
  #show(composition: Composition): void {
    const { subject, format } = this.#plan;
    const scene = sceneOf(this.#session, (id) => this.poll.allows(id), subject);
    composition.show(scene);
    if (format) Viewing.of(this.#session).show(this, looksAt(scene, format, this.#session.self.id));
  }

  #tellMissingSound(): void {
    this.#session.report(
      new RtcError('no-sound', 'The browser cannot mix all sounds.', { subject: 'recording' }),
    );
  }

  #release(): void {
    this.#ending.abort();
    this.poll.close();
    this.#composition?.close();
    this.#composition = undefined;
    Viewing.of(this.#session).show(this, []);
  }
}

/** A file to write, which the person may be asked for: given up meanwhile, it is left as it was. */
function openFile(sink: FileSystemFileHandle, givenUp: AbortSignal): Promise<FileStore> {
  const opening = FileStore.open(sink);
  opening
    .then(async (store) => {
      if (givenUp.aborted) await store.discard();
    })
    .catch(() => undefined);
  return abortable(opening, givenUp);
}
