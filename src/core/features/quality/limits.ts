import type { CallSession } from '../../call/call-session.js';
import { StatsFeed } from '../../call/stats-feed.js';
import type { QualityReason } from '../../quality-change-event.js';
import { LoadMeter } from './device-load.js';
import { LoadLadder } from './load-ladder.js';
import type { Rung } from './rung.js';
import { UplinkMeter } from './uplink.js';

/** Time between two measurements of the connections, in ms. */
const INTERVAL = 5000;

export interface LimitsOptions {
  /** Ids of those who are sent pictures, as far as their uplink is to be measured. */
  readonly viewers: () => readonly string[];
  /** Most pictures per second that somebody is to be sent. */
  readonly frameRate: () => number;
  /** Called after each reading, with what gave way before it. */
  readonly onReading: (before: Rung) => void;
  /** Called once for each change of what limits the pictures. */
  readonly onReason: (reason: QualityReason) => void;
}

/** The limits of the pictures of this participant: the network, measured by the bitrate that it carries, and the device. */
export class Limits {
  readonly #session: CallSession;
  readonly #options: LimitsOptions;
  #reason: QualityReason = 'none';
  #uplink = Infinity;
  #meter = new UplinkMeter();
  #load = new LoadMeter();
  #ladder = new LoadLadder();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(session: CallSession, options: LimitsOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** Uplink that the connections carry together, in bit/s; `Infinity` while that is not known. */
  get uplink(): number {
    return this.#uplink;
  }

  /** The rung on which things give way for the device. */
  get rung(): Rung {
    return this.#ladder.rung;
  }

  get reason(): QualityReason {
    return this.#reason;
  }

  /** Measures from now on, or no longer. */
  watch(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => void this.#measure(), INTERVAL) : undefined;
    this.#uplink = Infinity;
    this.#meter = new UplinkMeter();
    this.#load = new LoadMeter();
    const { rung } = this;
    this.#ladder = new LoadLadder();
    this.#explain();
    if (rung !== this.rung) this.#options.onReading(rung);
  }

  async #measure(): Promise<void> {
    const meter = this.#meter;
    const { timestamp, participants: reports } = await StatsFeed.of(this.#session).read();
    // The call may have ended meanwhile, and another one begun.
    if (meter !== this.#meter) return;
    const { viewers, frameRate, onReading } = this.#options;
    const { rung } = this;
    const ids = viewers();
    this.#uplink = ids.length > 0 ? meter.read(reports, ids) : Infinity;
    const load = this.#load.read(reports.values(), timestamp, frameRate());
    if (load) this.#ladder.look(load);
    this.#explain();
    onReading(rung);
  }

  #explain(): void {
    const reason = this.#ladder.isReduced ? 'cpu' : this.#load.isNarrow ? 'bandwidth' : 'none';
    if (reason === this.#reason) return;
    this.#reason = reason;
    this.#options.onReason(reason);
  }
}
