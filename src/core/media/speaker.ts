import type { Device } from './device-list.js';

/** Whether sound can be sent to a chosen speaker (`setSinkId`, audio-output §3). */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

/** Whether a speaker is listed, or may be there: before the grant there are no ids, and some browsers list no speakers. */
export const mayHaveSpeaker = (speakers: readonly Device[], id: string): boolean =>
  !speakers[0]?.deviceId || speakers.some(({ deviceId }) => deviceId === id);

/** Knows which speaker the browser has refused, if any. */
export class SpeakerAccess {
  readonly #onChange: () => void;
  #refused = '';

  /** @param onChange - Called after another speaker was refused, or the refused one was allowed. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The speaker that was tried and may not be used, or not yet; `''` for none. */
  get refused(): string {
    return this.#refused;
  }

  refuse(deviceId: string): void {
    this.#refused = deviceId;
    this.#onChange();
  }
}
