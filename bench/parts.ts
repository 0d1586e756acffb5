import type { Part } from './part.js';
import { attacks } from './parts/attacks.js';
import { callsLargest } from './parts/calls-largest.js';
import { callsSmall } from './parts/calls-small.js';
import { callsUnseen } from './parts/calls-unseen.js';
import { calls } from './parts/calls.js';
import { connections } from './parts/connections.js';
import { joins } from './parts/joins.js';
import { memory } from './parts/memory.js';
import { redis } from './parts/redis.js';
import { relay } from './parts/relay.js';
import { restart } from './parts/restart.js';
import { setupFar } from './parts/setup-far.js';
import { setup } from './parts/setup.js';
import { single } from './parts/single.js';
import { sizes } from './parts/sizes.js';
import { slides } from './parts/slides.js';

/** The tables of each half of docs/benchmarks.md, in their order there. All of a half belong to one run. */
export const HALVES = {
  server: [relay, single, connections, memory, joins, restart, attacks, redis],
  browser: [setup, setupFar, calls, callsUnseen, callsSmall, callsLargest, slides, sizes],
} as const satisfies Record<string, readonly Part[]>;

export type Half = keyof typeof HALVES;
export const HALF_NAMES = Object.keys(HALVES) as Half[];

export const PARTS: readonly Part[] = Object.values(HALVES).flat();
