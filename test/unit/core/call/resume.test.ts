import { expect } from '@open-wc/testing';
import {
  CallSession,
  WebSocketSignaling,
  type CallSessionOptions,
  type JoinRequest,
} from '../../../../src/core/index.js';
import { sharedSignalingUrl, startSignalingServer } from '../../../support/signaling.js';
import { failure } from '../../support/events.js';
import { stubGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

const hide = (): boolean => globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
const show = (): boolean => globalThis.dispatchEvent(new PageTransitionEvent('pageshow'));

describe('CallSession, when its page goes away', () => {
  const cleanups: (() => void)[] = [];
  let signaling: string;
  let room: string;
  let ann: CallSession;

  beforeEach(async () => {
    sessionStorage.clear();
    signaling = await sharedSignalingUrl();
    room = `resume ${Math.random()}`;
  });

  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
    sessionStorage.clear();
  });

  function session(options: CallSessionOptions = {}): CallSession {
    const made = new CallSession({ signaling, room, ...options });
    cleanups.push(() => {
      made.dispose();
    });
    return made;
  }

  /** Somebody else in the room; joins after the page has gone away, since it is this one's page, too. */
  async function watcher(): Promise<CallSession> {
    ann = session({ resume: false });
    ann.media.wanted = { microphone: false, camera: false };
    await ann.join();
    return ann;
  }

  const kept = (): string[] => Object.keys(sessionStorage).filter((key) => key.includes('place'));

  it('keeps the place for the next load, which is the same member with the same things on', async () => {
    const bob = session({ name: 'Bob' });
    bob.media.wanted = { microphone: true, camera: false };
    await bob.join();
    const { id } = bob.self;
    // Nothing to be copied by a tab that is duplicated.
    expect(kept()).to.deep.equal([]);
    const hidden = Date.now();
    hide();
    expect(bob.state).to.equal('left');
    expect(bob.media.microphone).to.equal(false);
    await watcher();
    // The server may still be busy with the end of the socket.
    await waitUntil(() => ann.participants[0]?.away, 'not away');
    expect(ann.participants[0]).to.deep.include({ id, name: 'Bob', away: true });
    expect(ann.participants[0]?.interruptedSince).to.be.within(hidden, Date.now());

    const again = session();
    expect(again.resumable).to.equal(true);
    await again.join();
    expect(again.self).to.deep.equal({
      id,
      name: 'Bob',
      media: { microphone: true, camera: false, screen: false },
    });
    expect(kept()).to.deep.equal([]);
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'no connection');
    expect(ann.participants).to.have.length(1);
    expect(ann.participants[0]).to.not.have.property('interruptedSince');
  });

  it('comes back by itself when the page is shown as it was', async () => {
    const bob = session();
    await bob.join();
    const { id } = bob.self;
    hide();
    await watcher();
    show();
    await waitUntil(() => bob.state === 'in-call', 'not back');
    expect(bob.self.id).to.equal(id);
    for (const session of [ann, bob]) {
      await waitUntil(() => session.participants[0]?.connectionState === 'connected', 'no connection');
    }
  });

  it('gives its place to a page that asks for it, and is told so', async () => {
    const transport = new WebSocketSignaling(signaling);
    const bob = session({ transport });
    await bob.join();
    const { id } = bob.self;
    const { resumeToken = '' } = transport;
    class Asking extends WebSocketSignaling {
      override join(request: JoinRequest): Promise<void> {
        return super.join({ ...request, resumeToken });
      }
    }
    const copy = session({ transport: new Asking(signaling) });
    await copy.join();
    expect(copy.self.id).to.equal(id);
    await waitUntil(() => bob.state === 'failed', 'two with one place');
    expect(bob.error?.code).to.equal('replaced');
    expect((await watcher()).participants.map((other) => other.id)).to.deep.equal([id]);
  });

  it('leaves where it shall not come back, or has nowhere to put the place', async () => {
    const { setItem } = Storage.prototype;
    const full = (): void => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    for (const [resume, put] of [
      [false, setItem],
      [true, full],
    ] as const) {
      const bob = session({ resume });
      await bob.join();
      Storage.prototype.setItem = put;
      hide();
      Storage.prototype.setItem = setItem;
      expect(bob.state).to.equal('left');
      expect(bob.resumable).to.equal(false);
      expect((await watcher()).participants).to.deep.equal([]);
      await ann.leave();
    }
  });

  it('takes nothing that is too old, for another room, or no place at all', async () => {
    const bob = session();
    await bob.join();
    const { id } = bob.self;
    hide();
    expect(session({ room: 'another one' }).resumable).to.equal(false);
    const [key = ''] = kept();
    const place = JSON.parse(sessionStorage.getItem(key) ?? '') as object;
    for (const stored of [JSON.stringify({ ...place, until: Date.now() - 1 }), 'no JSON', 'null']) {
      sessionStorage.setItem(key, stored);
      expect(bob.resumable).to.equal(false);
    }
    await bob.join();
    expect(bob.self.id).to.not.equal(id);
  });

  describe('and its next load does not get into the call at once', () => {
    let id: string;

    beforeEach(async () => {
      const bob = session({ name: 'Bob' });
      bob.media.wanted = { microphone: true, camera: false };
      await bob.join();
      ({ id } = bob.self);
      hide();
    });

    const withoutDevices = (): void => {
      const stub = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotReadableError')));
      cleanups.push(stub.restore);
    };

    it('keeps the place where no device opens, and returns to it without one', async () => {
      withoutDevices();
      const again = session();
      expect(await failure(again.join())).to.include({ code: 'device-in-use' });
      expect(again.resumable).to.equal(true);
      // The person decides now, and not the page load before.
      again.media.wanted = { microphone: false, camera: false };
      await again.join();
      expect(again.self).to.deep.include({ id, name: 'Bob' });
      expect(again.media.wanted).to.deep.equal({ microphone: false, camera: false });
      expect(kept()).to.deep.equal([]);
    });

    it('keeps what was on for the load after that', async () => {
      withoutDevices();
      await failure(session().join());
      const next = session();
      await failure(next.join());
      expect(next.media.wanted).to.deep.equal({ microphone: true, camera: false });
      expect(next.resumable).to.equal(true);
    });

    it('keeps the place where the server does not answer', async () => {
      const before = kept();
      const again = session();
      const { WebSocket } = globalThis;
      Reflect.set(
        globalThis,
        'WebSocket',
        class extends WebSocket {
          constructor() {
            super('ws://localhost:9/');
          }
        },
      );
      const error = await failure(again.join());
      Reflect.set(globalThis, 'WebSocket', WebSocket);
      expect(error).to.include({ code: 'server-unreachable' });
      expect(kept()).to.deep.equal(before);
      await again.join();
      expect(again.self.id).to.equal(id);
    });

    it('keeps the place where the page goes away again while its devices are being opened', async () => {
      const stub = stubGetUserMedia(() => new Promise(() => undefined));
      const again = session();
      const joining = failure(again.join());
      await waitUntil(() => again.media.sourceState('microphone') === 'requesting', 'nothing is opened');
      // Nothing to be copied by a tab that is duplicated.
      expect(kept()).to.deep.equal([]);
      hide();
      stub.restore();
      expect(await joining).to.have.property('name', 'AbortError');
      const next = session();
      await next.join();
      expect(next.self.id).to.equal(id);
    });

    it('opens nothing where a listener leaves as soon as it hears of the place', async () => {
      let asked = 0;
      const stub = stubGetUserMedia((constraints) => {
        asked += 1;
        return stub.original(constraints);
      });
      cleanups.push(stub.restore);
      const again = session();
      const leaving = new AbortController();
      const leave = (): void => {
        if (again.name !== 'Bob') return;
        leaving.abort();
        void again.leave();
      };
      again.addEventListener('change', leave, { signal: leaving.signal });
      expect(await failure(again.join())).to.have.property('name', 'AbortError');
      // Devices that are still asked for would be so by now.
      await watcher();
      expect(asked).to.equal(0);
      expect(again.media.sourceState('microphone')).to.equal('inactive');
    });

    it('gives the place up where the person does', async () => {
      const stub = stubGetUserMedia(() => new Promise(() => undefined));
      cleanups.push(stub.restore);
      const again = session();
      const joining = failure(again.join());
      await again.leave();
      await joining;
      expect(again.resumable).to.equal(false);
    });
  });

  it('does not come back where the call was left or disposed of while the page was away', async () => {
    for (const end of ['leave', 'dispose'] as const) {
      const bob = session();
      await bob.join();
      hide();
      void bob[end]();
      show();
      expect(bob.state).to.equal('left');
      sessionStorage.clear();
    }
  });

  it('is expected for as long as the server holds its place, and for as long as most do', async () => {
    for (const [graceMs, expected] of [
      [1000, 20_000],
      [120_000, 120_000],
    ] as const) {
      const server = await startSignalingServer({ graceMs });
      try {
        await session({ signaling: server.url }).join();
        const before = Date.now();
        hide();
        const after = Date.now();
        const [key = ''] = kept();
        const { until } = JSON.parse(sessionStorage.getItem(key) ?? '') as { until: number };
        expect(until).to.be.within(before + expected, after + expected);
      } finally {
        sessionStorage.clear();
        await server.stop();
      }
    }
  });

  it('tells the others that the system holds camera or microphone back, and when it lets go', async () => {
    const bob = session();
    await bob.join();
    await watcher();
    const track = bob.getTrack(bob.self.id, 'camera');
    for (const muted of [true, false]) {
      Object.defineProperty(track, 'muted', { value: muted, configurable: true });
      track?.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
      expect(bob.media.sourceState('camera')).to.equal(muted ? 'interrupted' : 'live');
      // It is still the person's own choice that it is on.
      expect(bob.isOn('camera')).to.equal(true);
      await waitUntil(() => ann.participants[0]?.media.camera === !muted, 'the others do not know');
    }
  });
});
