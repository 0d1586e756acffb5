import type { Client } from './client.js';
import { Template, numberOf, payload } from './payload.js';
import { percentile } from '../lib/arithmetic.js';

export interface RelayOptions {
  readonly seconds: number;
  readonly bytes: number;
}

const DRAIN_MS = 10_000;

export interface Relayed {
  readonly messages: number;
  readonly seconds: number;
}

/**
 * As many as go through: whoever receives one sends the next, after `burst` of them at the beginning. Returns when the
 * last one has arrived.
 */
export async function saturate(
  clients: readonly Client[],
  { seconds, bytes, burst }: RelayOptions & { readonly burst: number },
): Promise<Relayed> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let messages = 0;
  let underWay = 0;
  await untilQuiet((quiet) => {
    for (const client of clients) {
      const frame = client.encode(payload(bytes));
      client.onRelayed = () => {
        messages += 1;
        underWay -= 1;
        if (performance.now() < end) send();
        else if (underWay === 0) quiet();
      };
      const send = (): void => {
        underWay += 1;
        client.send(frame);
      };
      for (let i = 0; i < burst; i += 1) send();
    }
  }, seconds);
  return { messages, seconds: (performance.now() - start) / 1000 };
}

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  /** So many a second were really sent. */
  readonly perSecond: number;
}

/** A steady stream, and how long each message was on its way, in milliseconds. */
export async function stream(
  clients: readonly Client[],
  { seconds, bytes, perSecond }: RelayOptions & { readonly perSecond: number },
): Promise<Latency> {
  const total = Math.round(seconds * perSecond);
  const sentAt = new Float64Array(total);
  const delays = new Float64Array(total);
  const templates = clients.map((client) => new Template(client.encode(payload(bytes))));
  const start = performance.now();
  let sent = 0;
  let received = 0;
  // Where they come closer, a timer would send a burst each millisecond and measure the queue of that. Where it is good
  // enough, the processor is free for others meanwhile.
  const wait = perSecond <= 1000 ? (next: () => void) => setTimeout(next, 1) : setImmediate;
  await untilQuiet((quiet) => {
    for (const client of clients) {
      client.onRelayed = (frame) => {
        const n = numberOf(frame);
        delays[n] = performance.now() - (sentAt[n] ?? NaN);
        received += 1;
        if (received === total) quiet();
      };
    }
    const tick = (): void => {
      const due = Math.min(total, ((performance.now() - start) / 1000) * perSecond);
      while (sent < due) {
        const turn = sent % clients.length;
        sentAt[sent] = performance.now();
        clients[turn]?.send(templates[turn]?.numbered(sent) ?? '');
        sent += 1;
      }
      if (sent < total) wait(tick);
    };
    tick();
  }, seconds);
  const took = (performance.now() - start) / 1000;
  // The first tenth finds everything cold.
  const settled = Array.from(delays.subarray(Math.floor(total / 10)));
  return { p50: percentile(settled, 0.5), p99: percentile(settled, 0.99), perSecond: total / took };
}

function untilQuiet(begin: (quiet: () => void) => void, seconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('messages got lost')), seconds * 1000 + DRAIN_MS);
    begin(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
