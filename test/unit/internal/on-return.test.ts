import { expect } from '@open-wc/testing';
import { onReturn } from '../../../src/internal/on-return.js';
import { waitUntil } from '../support/wait-until.js';

describe('onReturn', () => {
  const { now } = Date;
  let done: AbortController;
  let calls: number;

  beforeEach(() => {
    done = new AbortController();
    calls = 0;
    onReturn(() => (calls += 1), done.signal);
  });

  afterEach(() => {
    Date.now = now;
    done.abort();
  });

  it('calls when the network is there again, and when the page is visible', () => {
    globalThis.dispatchEvent(new Event('online'));
    expect(calls).to.equal(1);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(2);
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'hidden');
    expect(calls).to.equal(2);
  });

  it('calls once when time was skipped, as by a machine that slept', async () => {
    let looks = 0;
    // No machine sleeps for a test: its clock is what shows it.
    Date.now = () => {
      looks += 1;
      return now() + 60_000;
    };
    await waitUntil(() => looks === 2, 'it did not look twice');
    expect(calls).to.equal(1);
  });

  it('calls no more when that is over', () => {
    done.abort();
    globalThis.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(0);
  });
});
