import type { CallSession } from '../../core/index.js';
import type {
  CallRecording,
  FinishedRecording,
  RecordingConsent,
} from '../../core/features/recording/index.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';
import { failureText, noteOf } from './failure-text.js';

/** State of all recordings that announcements are made from. */
interface Seen {
  readonly state: CallRecording['state'];
  readonly finished: number;
  readonly error: CallRecording['error'];
  readonly requests: readonly string[];
  readonly recorders: readonly string[];
}

const NOTHING: Seen = { state: 'inactive', finished: 0, error: undefined, requests: [], recorders: [] };

/** Turns what happens to recordings into words for a `role="status"`: each thing once. */
export class News {
  readonly #words: Localize;
  #seen = NOTHING;
  /** Names of the recorders: they may have left when their recording ends. */
  readonly #names = new Map<string, string>();

  constructor(words: Localize) {
    this.#words = words;
  }

  /** Sentences about the changes since the last call; empty without changes. */
  read(session: CallSession, recording: CallRecording, consent: RecordingConsent): string {
    const before = this.#seen;
    const { state, error, finished } = recording;
    const { requests, recorders } = consent;
    const now = (this.#seen = { state, error, finished: finished.length, requests, recorders });
    const words = this.#words;
    for (const id of recorders) this.#names.set(id, nameOf(session, id, words));
    const said = [
      ...requests
        .filter((id) => !before.requests.includes(id))
        .map((id) => words.term('recordingRequest', nameOf(session, id, words))),
      ...recorders
        .filter((id) => !before.recorders.includes(id))
        .map((id) => words.term('recordingOfYou', nameOf(session, id, words))),
      ...before.recorders
        .filter((id) => !recorders.includes(id))
        .map((id) => words.term('recordingOfYouOver', this.#names.get(id) ?? '')),
    ];
    if (state !== before.state) {
      if (state === 'asking') said.push(words.term('recordingAsking'));
      if (state === 'recording') said.push(words.term('recordingStarted'));
      if (state === 'finishing') said.push(words.term('recordingFinishing'));
    }
    if (now.finished > before.finished) said.push(...endOf(finished.at(-1), words));
    else if (error && error !== before.error) {
      said.push(words.term('recordingFailed'), failureText(words, error));
    }
    return said.join('. ');
  }

  /** Starts over, with another call. */
  forget(): void {
    this.#seen = NOTHING;
  }
}

/** The words for a recording that is over; also why, where nobody ended it. */
function endOf(recording: FinishedRecording | undefined, words: Localize): string[] {
  const note = recording && noteOf(words, recording);
  return [words.term('recordingFinished'), ...(note === undefined ? [] : [note])];
}

/** Name of a participant within a sentence; a participant without a name is a guest. */
export function nameOf({ participants }: CallSession, id: string, words: Localize): string {
  const { name = '' } = participants.find((participant) => participant.id === id) ?? {};
  return isolate(name === '' ? words.term('guest') : name);
}
