// Loaded into every server before its own code: says what the process has used. The same for all of them, also for
// programs that we did not write.
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from './rpc.js';

const report = {
  /** Processor time so far, user and system, in microseconds. */
  cpu(): number {
    const { user, system } = process.cpuUsage();
    return user + system;
  },

  /** Memory in use after everything that can be freed was freed, in bytes. */
  async memory(): Promise<{ rss: number; heap: number }> {
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc?.();
      await sleep(100);
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, heap: heapUsed + external };
  },
};

export type Report = typeof report;

answer(report);
