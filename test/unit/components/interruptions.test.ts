import { expect } from '@open-wc/testing';
import { Interruptions } from '../../../src/components/rtc-call/interruptions.js';
import { FastClock } from '../support/clock.js';
import { waitUntil } from '../support/wait-until.js';

describe('Interruptions', () => {
  let clock: FastClock;
  let told: string[];
  let interruptions: Interruptions;

  beforeEach(() => {
    clock = new FastClock(50);
    told = [];
    interruptions = new Interruptions({
      began: (id) => told.push(`${id} began`),
      over: (id) => told.push(`${id} over`),
    });
  });

  afterEach(() => {
    interruptions.clear();
    clock.stop();
  });

  /** Waits for the news of an interruption that begins now: those of all that began before would be there. */
  async function later(): Promise<void> {
    interruptions.begin('last');
    await waitUntil(() => told.includes('last began'), told.join());
    told.splice(told.indexOf('last began'), 1);
  }

  it('are news when they last, and so is their end', async () => {
    interruptions.begin('ann');
    await later();
    expect(told).to.deep.equal(['ann began']);
    interruptions.end('ann');
    expect(told).to.deep.equal(['ann began', 'ann over']);
  });

  it('are no news when they are over sooner, and neither is their end', async () => {
    interruptions.begin('ann');
    interruptions.end('ann');
    await later();
    expect(told).to.deep.equal([]);
  });

  it('are no news of somebody who leaves, before or after', async () => {
    interruptions.begin('ann');
    interruptions.leave('ann');
    interruptions.begin('bob');
    await later();
    interruptions.leave('bob');
    interruptions.end('bob');
    expect(told).to.deep.equal(['bob began']);
  });
});
