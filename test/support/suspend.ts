import { execFileSync } from 'node:child_process';
import type { Browser } from 'puppeteer-core';

/** Stops all processes of a browser, as a machine that sleeps does with everything; returns what wakes it again. */
export function suspend(browser: Browser): () => void {
  const pids = processesOf(browser.process()?.pid ?? 0);
  const tell = (signal: 'SIGSTOP' | 'SIGCONT') => (pid: number) => {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself.
    }
  };
  pids.forEach(tell('SIGSTOP'));
  return () => {
    pids.forEach(tell('SIGCONT'));
  };
}

/** A process and all that it began, and that they began. */
function processesOf(pid: number): number[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = list.trim().split('\n');
  const children = pairs.flatMap((line) => {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return parent === pid ? [child] : [];
  });
  return [pid, ...children.flatMap(processesOf)];
}
