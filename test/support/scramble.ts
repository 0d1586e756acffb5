import type { Fault } from './faulty-proxy.js';

/** Numbers of disturbances, and of joins. */
export interface Counts {
  late: number;
  swapped: number;
  doubled: number;
  joins: number;
}

/** Whether the server tells a member this without being asked, with a number on it. */
export const isPush = (text: string): boolean => text.includes('"seq":') && !text.includes('"type":"joined"');

/**
 * Delays what members say to each other, doubles some of it, and lets some be overtaken. Messages between one
 * member and the server alone pass at once: they are no matter of the call.
 *
 * @param next - Random numbers from 0 to 1.
 */
export function scramble(next: () => number, counts: Counts): Fault {
  let last = 0;
  let held: (() => void) | undefined;
  return (text, deliver) => {
    if (text.includes('"type":"join"')) counts.joins += 1;
    if (!isPush(text) && !text.includes('"type":"signal"')) {
      deliver(text);
      return;
    }
    const times = next() < 0.1 ? 2 : 1;
    counts.doubled += times - 1;
    const pass = (): void => {
      for (let copy = 0; copy < times; copy += 1) deliver(text);
    };
    if (next() < 0.05 && !held) {
      counts.swapped += 1;
      held = pass;
      return;
    }
    const before = held;
    held = undefined;
    counts.late += 1;
    last = Math.max(last, performance.now() + next() * 40);
    setTimeout(() => {
      pass();
      before?.();
    }, last - performance.now());
  };
}
