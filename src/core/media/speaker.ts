let probe: HTMLAudioElement | undefined;

/**
 * Whether this page may use a speaker. Browsers refuse all but the default one until the microphone is allowed
 * (audio-output §3.2), and say so only when the speaker is given to an element.
 */
async function canUseSpeaker(deviceId: string): Promise<boolean> {
  try {
    probe ??= new Audio();
    await probe.setSinkId(deviceId);
    return true;
  } catch {
    return false;
  }
}

/** Whether sound can be sent to a chosen speaker (`setSinkId`, audio-output §3). */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

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

  /** Finds out whether this speaker may be used. */
  async try(deviceId: string): Promise<void> {
    if (!(await canUseSpeaker(deviceId))) this.refuse(deviceId);
    else if (deviceId === this.#refused) this.refuse('');
  }

  /** Tries the refused speaker again: the microphone was allowed, or a device has come. */
  retry(): void {
    if (this.#refused) void this.try(this.#refused);
  }
}
