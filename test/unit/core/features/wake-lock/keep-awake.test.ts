import { expect } from '@open-wc/testing';
import { CallSession } from '../../../../../src/core/index.js';
import { keepAwake } from '../../../../../src/core/features/wake-lock/index.js';
import { waitUntil } from '../../../support/wait-until.js';

/** A lock as the browser gives it. */
class Sentinel extends EventTarget {
  released = false;

  release(): Promise<void> {
    this.released = true;
    this.dispatchEvent(new Event('release'));
    return Promise.resolve();
  }
}

describe('keepAwake', () => {
  const undo: (() => void)[] = [];
  let locks: Sentinel[];
  let refuse: boolean;
  let session: CallSession;

  function override(object: object, key: string, descriptor: PropertyDescriptor): void {
    Object.defineProperty(object, key, { configurable: true, ...descriptor });
    undo.push(() => Reflect.deleteProperty(object, key));
  }

  beforeEach(() => {
    locks = [];
    refuse = false;
    override(navigator, 'wakeLock', {
      value: {
        request(type: string) {
          expect(type).to.equal('screen');
          const lock = new Sentinel();
          locks.push(lock);
          return refuse
            ? Promise.reject(new DOMException('low battery', 'NotAllowedError'))
            : Promise.resolve(lock);
        },
      },
    });
    session = new CallSession({ signaling: 'broadcast:', room: `awake ${Math.random()}` });
    session.media.wanted = { microphone: false, camera: false };
    undo.push(() => session.dispose());
    keepAwake(session);
  });

  afterEach(() => {
    for (const step of undo.splice(0).reverse()) step();
  });

  /** The page is hidden, or shown again; hidden, it loses its lock. */
  async function show(visible: boolean): Promise<void> {
    override(document, 'visibilityState', { value: visible ? 'visible' : 'hidden' });
    if (!visible) await locks.at(-1)?.release();
    document.dispatchEvent(new Event('visibilitychange'));
  }

  it('holds a lock from the beginning of a call to its end, and no longer', async () => {
    expect(locks).to.have.length(0);
    await session.join();
    await waitUntil(() => locks.length === 1, 'no lock');
    expect(locks[0]?.released).to.equal(false);
    await session.leave();
    await waitUntil(() => locks[0]?.released, 'not released');
    await show(true);
    expect(locks).to.have.length(1);
  });

  it('asks again when the page is visible again, and not before', async () => {
    await session.join();
    await waitUntil(() => locks.length === 1, 'no lock');
    await show(false);
    expect(locks).to.have.length(1);
    await show(true);
    await waitUntil(() => locks.length === 2, 'no second lock');
    expect(locks[1]?.released).to.equal(false);
  });

  it('holds one also where the call has begun before', async () => {
    const other = new CallSession({ signaling: 'broadcast:', room: `awake ${Math.random()}` });
    other.media.wanted = { microphone: false, camera: false };
    undo.push(() => other.dispose());
    await other.join();
    expect(locks).to.have.length(0);
    keepAwake(other);
    await waitUntil(() => locks.length === 1, 'no lock');
  });

  it('releases a lock that comes after the call', async () => {
    await session.join();
    void session.leave();
    await waitUntil(() => locks[0]?.released, 'not released');
  });

  it('lives with a refusal, and with a browser that has no locks', async () => {
    refuse = true;
    await session.join();
    await waitUntil(() => locks.length === 1, 'not asked');
    expect(session.state).to.equal('in-call');
    await session.leave();
    override(navigator, 'wakeLock', { value: undefined });
    await session.join();
    expect(session.state).to.equal('in-call');
  });
});
