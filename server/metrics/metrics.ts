import { monitorEventLoopDelay } from 'node:perf_hooks';
import { importOptional } from '../options/optional-package.js';
import type { Meter } from './meter.js';

/** Values that are read when the metrics are. */
export interface Gauges {
  readonly connections: () => number;
  readonly rooms: () => number;
  readonly members: () => number;
  /** Bytes that clients have not read yet, of all sockets. */
  readonly bufferedBytes: () => number;
  /** Whether members can join. */
  readonly available: () => boolean;
}

/** Metrics for Prometheus. */
export interface Metrics extends Meter {
  readonly contentType: string;
  /** All metrics in Prometheus' text format. */
  read(): Promise<string>;
  stop(): void;
}

/** Seconds, from the usual tenth of a millisecond to a delay that people notice. */
const RELAY_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const QUANTILES = [0.5, 0.9, 0.99, 1];

/** Interval of the samples of the event loop, in milliseconds. Node includes it in the delay. */
const RESOLUTION_MS = 10;

/** @throws Error if `prom-client` is not installed. */
export async function createMetrics(gauges: Gauges): Promise<Metrics> {
  const { Counter, Gauge, Histogram, Registry } = await importOptional(
    'a metrics port',
    'prom-client',
    () => import('prom-client'),
  );
  const registry = new Registry();
  const registers = [registry];
  const prefix = (name: string): string => `rtc_signal_${name}`;

  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name: prefix(name),
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  gauge('connections', 'Open sockets, joined or not.', gauges.connections);
  gauge('rooms', 'Rooms with at least one member.', gauges.rooms);
  gauge('members', 'Members of all rooms, those who are away included.', gauges.members);
  gauge('available', '1 while members can join, 0 while Redis cannot be reached.', () =>
    Number(gauges.available()),
  );
  gauge('buffered_bytes', 'Bytes that wait for clients to read them.', gauges.bufferedBytes);

  const messages = new Counter({
    name: prefix('messages_total'),
    help: 'Messages that were understood, by type.',
    labelNames: ['type'],
    registers,
  });
  const errors = new Counter({
    name: prefix('errors_total'),
    help: 'Errors that were sent, by code.',
    labelNames: ['code'],
    registers,
  });
  const relay = new Histogram({
    name: prefix('relay_seconds'),
    help: 'Time to hand a signal on to its recipient.',
    buckets: RELAY_BUCKETS,
    registers,
  });

  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  new Gauge({
    name: prefix('event_loop_delay_seconds'),
    help: 'How late the event loop was since the last look, by quantile.',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const quantile of QUANTILES) {
        const seconds = delay.percentile(quantile * 100) / 1e9 - RESOLUTION_MS / 1000;
        this.set({ quantile: String(quantile) }, Math.max(0, seconds));
      }
      delay.reset();
    },
  });

  return {
    contentType: registry.contentType,
    received: (type) => messages.inc({ type }),
    refused: (code) => errors.inc({ code }),
    relayed: (ms) => relay.observe(ms / 1000),
    read: () => registry.metrics(),
    stop: () => delay.disable(),
  };
}
