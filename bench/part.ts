import type { Table } from './lib/table.js';

/** Length of a run: full, or just enough to see that it works and roughly what it will measure. */
export interface Effort {
  readonly repetitions: number;
  /** Of each stream of messages. */
  readonly seconds: number;
  /** Idle connections whose memory is measured. */
  readonly connections: number;
  /** Clients that come back after a restart, and those that connect and join. */
  readonly clients: number;
  /** Calls that are set up with each library. */
  readonly calls: number;
  readonly meetings: Meetings;
}

/** Calls of several people that are held for a while. */
export interface Meetings {
  /** Numbers of people that are compared. */
  readonly people: readonly number[];
  /** Number of people in the largest call, which is held once. */
  readonly most: number;
  readonly repetitions: number;
  /** Seconds until a call has found its size of pictures. */
  readonly settle: number;
  /** The same where two people see everything: only then a browser needs long to send whole pictures. */
  readonly settlePair: number;
  /** Seconds that a call is watched. */
  readonly seconds: number;
}

export const FULL: Effort = {
  repetitions: 5,
  seconds: 1.2,
  connections: 5000,
  clients: 1000,
  calls: 20,
  meetings: { people: [2, 3, 4], most: 6, repetitions: 3, settle: 10, settlePair: 25, seconds: 10 },
};
export const QUICK: Effort = {
  repetitions: 2,
  seconds: 0.4,
  connections: 1000,
  clients: 200,
  calls: 4,
  meetings: { people: [2], most: 3, repetitions: 1, settle: 5, settlePair: 5, seconds: 3 },
};

/** Something that must hold. */
export interface Bar {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly holds: boolean;
}

/** Figures of `rtc-signal` that an operator plans with. */
export interface Figures {
  /** Signals of 300 bytes for each second of the processor. */
  readonly relays?: number;
  /** Handshakes with a join for each second of the processor. */
  readonly joins?: number;
  /** Bytes for each connection. */
  readonly memory?: number;
}

export interface Outcome {
  readonly table: Table;
  readonly bars?: readonly Bar[];
  readonly figures?: Figures;
}

/** One table of the benchmarks. */
export interface Part {
  /** As it is asked for on the command line, and as the marker in docs/benchmarks.md. */
  readonly name: string;
  readonly title: string;
  run(effort: Effort): Promise<Outcome>;
}
