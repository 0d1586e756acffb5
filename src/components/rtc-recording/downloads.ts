import type { FinishedRecording } from '../../core/features/recording/index.js';
import { fileName } from './format.js';

/** Attributes of a link that saves a recording. */
export interface Download {
  readonly url: string;
  readonly name: string;
}

/** Object URLs of the recordings that are shown. */
export class Downloads {
  /** By blob: saving a recording replaces the object, and keeps the blob. */
  readonly #downloads = new Map<Blob, Download>();

  of({ blob }: FinishedRecording): Download {
    const existing = this.#downloads.get(blob);
    if (existing) return existing;
    const download = { url: URL.createObjectURL(blob), name: fileName(new Date(), blob.type) };
    this.#downloads.set(blob, download);
    return download;
  }

  /** Revokes all others. Downloads that have begun go on. */
  keep(recordings: readonly FinishedRecording[]): void {
    for (const [blob, { url }] of this.#downloads) {
      if (recordings.some((recording) => recording.blob === blob)) continue;
      URL.revokeObjectURL(url);
      this.#downloads.delete(blob);
    }
  }
}
