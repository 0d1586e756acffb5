/** Loudness of speech close to a microphone: 0 for −60 dBFS, 1 for full scale. */
const LOUD = 0.35;

/** Of the last two seconds one must be loud, at five samples per second. */
const WINDOW = 10;
const LEAST_LOUD = 5;

/** Finds out from samples of loudness whether somebody is talking: neither a cough nor a slammed door is enough. */
export class LastingSpeech {
  readonly #loud: boolean[] = [];

  /** Takes in the loudness of the moment. Returns whether somebody has talked for a while. */
  add(level: number): boolean {
    this.#loud.push(level >= LOUD);
    if (this.#loud.length > WINDOW) this.#loud.shift();
    return this.#loud.filter(Boolean).length >= LEAST_LOUD;
  }
}
