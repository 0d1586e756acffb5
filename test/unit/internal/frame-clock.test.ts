import { expect } from '@open-wc/testing';
import { FrameClock } from '../../../src/internal/frame-clock.js';
import { waitUntil } from '../support/wait-until.js';

describe('FrameClock', () => {
  const { Worker } = globalThis;

  afterEach(() => {
    globalThis.Worker = Worker;
  });

  async function ticks(): Promise<void> {
    let count = 0;
    const clock = new FrameClock(50, () => (count += 1));
    await waitUntil(() => count > 5, 'it stands still');
    clock.stop();
    const stopped = count;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(count).to.equal(stopped);
  }

  it('ticks in a worker', async () => {
    let made = 0;
    globalThis.Worker = new Proxy(Worker, {
      construct(target, args: [string]) {
        made += 1;
        return new target(...args);
      },
    });
    await ticks();
    expect(made).to.equal(1);
  });

  it('ticks where workers are forbidden, however the browser says so', async () => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError');
      }
    } as unknown as typeof Worker;
    await ticks();
    // A Content Security Policy, in Chromium: the script cannot be loaded.
    globalThis.Worker = new Proxy(Worker, {
      construct: (target) => new target('/there-is-no-such-script.js'),
    });
    await ticks();
  });
});
