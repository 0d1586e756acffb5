import type { DeviceLoad } from './device-load.js';
import { ALL, type Rung } from './rung.js';

/** First the size of pictures, then their number, then which of them move at all. */
const RUNGS: readonly Rung[] = [
  ALL,
  { ...ALL, shrink: 0.75 },
  { ...ALL, shrink: 0.5 },
  { shrink: 0.5, frameRate: 15, capturesLess: true, onlySpeakers: false },
  { shrink: 0.5, frameRate: 10, capturesLess: true, onlySpeakers: false },
  { shrink: 0.5, frameRate: 10, capturesLess: true, onlySpeakers: true },
];

/** Looks in a row at an overloaded device until something gives way. */
const LOOKS_DOWN = 2;

/** Looks in a row at a calm one until something comes back: twice as many each time after that has proved too much. */
const LOOKS_UP = 6;
const MOST_LOOKS_UP = 48;

/** Decides what gives way while the device cannot keep up: one rung at a time, and back slowly. */
export class LoadLadder {
  #height = 0;
  #overloaded = 0;
  #calm = 0;
  #looksUp = LOOKS_UP;
  #justBack = false;

  get rung(): Rung {
    return RUNGS[this.#height] ?? ALL;
  }

  /** Whether anything gives way. */
  get isReduced(): boolean {
    return this.#height > 0;
  }

  /** Takes in a look at the device, every five seconds. */
  look(load: DeviceLoad): void {
    this.#overloaded = load === 'overloaded' ? this.#overloaded + 1 : 0;
    this.#calm = load === 'calm' ? this.#calm + 1 : 0;
    if (this.#overloaded >= LOOKS_DOWN) this.#reduce();
    else if (this.#calm >= this.#looksUp) this.#bringBack();
  }

  #reduce(): void {
    this.#overloaded = 0;
    if (this.#justBack) this.#looksUp = Math.min(MOST_LOOKS_UP, this.#looksUp * 2);
    this.#justBack = false;
    this.#height = Math.min(this.#height + 1, RUNGS.length - 1);
  }

  #bringBack(): void {
    this.#calm = 0;
    // The device has borne the previous rung that came back.
    if (this.#justBack) this.#looksUp = LOOKS_UP;
    this.#justBack = this.#height > 0;
    this.#height = Math.max(0, this.#height - 1);
  }
}
