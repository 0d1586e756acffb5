import type { FinishedRecording } from '../../core/recording/index.js';
import { fileName } from './format.js';

/** Attributes of a link that saves a recording. */
export interface Download {
  readonly url: string;
  readonly name: string;
}

/** An address for each recording, as long as it is shown. */
export class Downloads {
  /** By the blob: a recording that was saved is another object with the same one. */
  readonly #downloads = new Map<Blob, Download>();

  of({ blob }: FinishedRecording): Download {
    const known = this.#downloads.get(blob);
    if (known) return known;
    const made = { url: URL.createObjectURL(blob), name: fileName(new Date(), blob.type) };
    this.#downloads.set(blob, made);
    return made;
  }

  /** Forgets all others. A download that has begun goes on. */
  keep(recordings: readonly FinishedRecording[]): void {
    for (const [blob, { url }] of this.#downloads) {
      if (recordings.some((recording) => recording.blob === blob)) continue;
      URL.revokeObjectURL(url);
      this.#downloads.delete(blob);
    }
  }
}
