import { expect } from '@open-wc/testing';
import {
  CallSession,
  WebSocketSignaling,
  type CallSessionOptions,
  type SignalingTransport,
} from '../../../../src/core/index.js';
import { BroadcastSignaling, LoopbackSignaling } from '../../../../src/core/loopback/index.js';
import { sharedSignalingUrl, startSignalingServer } from '../../../support/signaling.js';
import { failure, nextEvent } from '../../support/events.js';
import { stubGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

/** A session may stay in one room after another: nothing of one stay is seen in the next. */
describe('CallSession, from one stay to the next', () => {
  const cleanups: (() => void)[] = [];
  let room: string;

  beforeEach(() => {
    sessionStorage.clear();
    room = `stays ${Math.random()}`;
  });

  afterEach(() => {
    for (const cleanup of cleanups.splice(0).reverse()) cleanup();
    sessionStorage.clear();
  });

  function session(options: CallSessionOptions = {}): CallSession {
    const made = new CallSession({ signaling: 'broadcast:', room, ...options });
    made.media.wanted = { microphone: false, camera: false };
    cleanups.push(() => {
      made.dispose();
    });
    return made;
  }

  async function joined(options: CallSessionOptions = {}): Promise<CallSession> {
    const made = session(options);
    await made.join();
    return made;
  }

  const meets = (one: CallSession, others: number): Promise<void> =>
    waitUntil(() => one.participants.length === others, `not ${others} others`);

  describe('leaves nothing of a stay behind', () => {
    it('neither its limit nor its ICE servers', async () => {
      const server = await startSignalingServer({
        turnUrls: ['turn:127.0.0.1:9'],
        turnSecret: 'x'.repeat(40),
        maxParticipants: 3,
      });
      const ann = await joined({ signaling: server.url });
      expect(ann.participantLimit).to.equal(3);
      expect(ann.hasRelay).to.equal(true);
      await ann.leave();
      expect(ann.participantLimit).to.equal(0);
      expect(ann.hasRelay).to.equal(false);
      ann.configure({ signaling: 'broadcast:' });
      const bob = await joined();
      await ann.join();
      await meets(ann, 1);
      expect(ann.hasRelay).to.equal(false);
      expect(ann.getPeer(bob.self.id)?.hasRelay).to.equal(false);
      await server.stop();
    });

    it('nor its error', async () => {
      const ann = session({ signaling: 'ws://localhost:9/' });
      await failure(ann.join());
      expect(ann.error?.code).to.equal('server-unreachable');
      ann.configure({ signaling: 'broadcast:' });
      const joining = ann.join();
      expect(ann.error).to.equal(undefined);
      await joining;
      expect(ann.state).to.equal('in-call');
    });
  });

  for (const [name, make] of [
    ['the server', async () => new WebSocketSignaling(await sharedSignalingUrl())],
    ['tabs', () => new BroadcastSignaling()],
    ['oneself', () => new LoopbackSignaling()],
  ] as readonly (readonly [string, () => SignalingTransport | Promise<SignalingTransport>])[]) {
    it(`is left and joined in one go, over the transport to ${name}`, async () => {
      const transport = await make();
      const ann = session({ transport });
      await ann.join();
      const { id } = ann.self;
      const leaving = ann.leave();
      const joining = ann.join();
      await Promise.all([leaving, joining]);
      expect(ann.state).to.equal('in-call');
      expect(ann.self.id).to.not.equal(id);
      expect(transport.state).to.equal('open');
      if (name === 'oneself') {
        await meets(ann, 1);
        return;
      }
      const bob = await joined(name === 'tabs' ? {} : { signaling: await sharedSignalingUrl() });
      await meets(bob, 1);
      expect(bob.participants[0]?.id).to.equal(ann.self.id);
    });
  }

  describe('given up while it is being joined', () => {
    it('opens no device where a listener leaves at once', async () => {
      let asked = 0;
      const stub = stubGetUserMedia((constraints) => {
        asked += 1;
        return stub.original(constraints);
      });
      cleanups.push(stub.restore);
      const ann = session();
      ann.media.wanted = { microphone: true, camera: true };
      ann.addEventListener('rtc-state-change', ({ state }) => void (state === 'joining' && ann.leave()));
      expect(await failure(ann.join())).to.have.property('name', 'AbortError');
      expect(ann.state).to.equal('left');
      expect(asked).to.equal(0);
    });

    it('is in no room where it is left the moment the devices are open', async () => {
      const bob = await joined();
      const ann = session({ transport: new BroadcastSignaling() });
      ann.media.wanted = { microphone: true, camera: true };
      const joining = failure(ann.join());
      // After the session has heard of it, and before it goes on.
      void ann.media.open().then(() => ann.leave());
      expect(await joining).to.have.property('name', 'AbortError');
      // A member who came after Ann is there: so would Ann be by now.
      await joined();
      await meets(bob, 1);
      expect(ann.state).to.equal('left');
    });

    it('says that it was left, whatever the transport says, and also where that says nothing', async () => {
      let asked = false;
      class Silent extends BroadcastSignaling {
        override join(): Promise<void> {
          asked = true;
          return new Promise(() => undefined);
        }
      }
      const ann = session({ transport: new Silent() });
      const joining = failure(ann.join());
      await waitUntil(() => asked, 'it never joins');
      await ann.leave();
      expect(await joining).to.have.property('name', 'AbortError');
    });

    it('may be joined again by whoever hears of it', async () => {
      const ann = await joined();
      const again = new Promise<void>((resolve, reject) => {
        ann.addEventListener('rtc-state-change', ({ state }) => {
          if (state === 'left') ann.join().then(resolve, reject);
        });
      });
      await ann.leave();
      await again;
      expect(ann.state).to.equal('in-call');
    });
  });

  describe('what is seen in between', () => {
    it('is the end as a whole: nobody is in the call any more, neither here nor there', async () => {
      const ann = await joined();
      await joined();
      await meets(ann, 1);
      const seen = new Set<string>();
      const note = (): void => {
        const { state, participants, self, participantLimit } = ann;
        seen.add(`${state} ${participants.length} ${self.id !== ''} ${participantLimit > 0}`);
      };
      ann.addEventListener('change', note);
      ann.media.addEventListener('change', note);
      await ann.leave();
      expect([...seen]).to.deep.equal(['left 0 false false']);
    });

    it('is the failure as a whole, too', async () => {
      const signaling = await sharedSignalingUrl();
      const transport = new WebSocketSignaling(signaling);
      const ann = await joined({ transport });
      const { resumeToken = '' } = transport;
      const seen = new Set<string>();
      ann.addEventListener('change', () => seen.add(`${ann.state} ${ann.error?.code} ${ann.self.id !== ''}`));
      const taker = new WebSocketSignaling(signaling);
      void taker.join({ room, name: 'Ann', instance: 'another page', resumeToken });
      await nextEvent(ann, 'rtc-error');
      expect([...seen]).to.deep.equal(['failed replaced false']);
      await taker.leave();
    });

    it('is everybody who was there, at once', async () => {
      await joined();
      await joined();
      const cem = session();
      const counts = new Set<number>();
      for (const type of ['change', 'rtc-participant-join', 'rtc-state-change'] as const) {
        cem.addEventListener(type, () => counts.add(cem.participants.length));
      }
      await cem.join();
      expect([...counts]).to.deep.equal([0, 2]);
    });

    it('is heard in its order by all listeners, also where one of them leaves', async () => {
      const ann = session();
      const heard: string[] = [];
      ann.addEventListener('rtc-state-change', ({ state }) => {
        if (state === 'in-call') void ann.leave();
      });
      ann.addEventListener('rtc-state-change', ({ previous, state }) => heard.push(`${previous} ${state}`));
      await ann.join().catch(() => undefined);
      expect(heard).to.deep.equal(['idle joining', 'joining in-call', 'in-call left']);
    });

    it('is nothing of those who come after somebody has left because of the first', async () => {
      await joined();
      await joined();
      const cem = session();
      const heard: string[] = [];
      cem.addEventListener('rtc-participant-join', () => void cem.leave());
      for (const type of ['rtc-participant-join', 'rtc-state-change'] as const) {
        cem.addEventListener(type, () => heard.push(`${type} ${cem.state}`));
      }
      await cem.join().catch(() => undefined);
      expect(heard).to.deep.equal([
        'rtc-state-change joining',
        'rtc-participant-join left',
        'rtc-state-change left',
      ]);
    });

    it('may be left by a listener whenever it is called', async () => {
      const ann = await joined();
      let changes = 0;
      ann.addEventListener('change', () => {
        changes += 1;
        void ann.leave();
      });
      await ann.leave();
      expect(ann.state).to.equal('left');
      expect(changes).to.be.below(10);
    });
  });

  describe('options that are changed during a stay', () => {
    it('leave its room and its policy as they were', async () => {
      const signaling = await sharedSignalingUrl();
      const ann = await joined({ signaling });
      const { id } = ann.self;
      ann.configure({ room: 'elsewhere', iceTransportPolicy: 'relay' });
      const bob = await joined({ signaling, resume: false });
      await meets(ann, 1);
      await waitUntil(() => ann.getPeer(bob.self.id)?.connection, 'no connection');
      const { iceTransportPolicy } = ann.getPeer(bob.self.id)?.connection?.getConfiguration() ?? {};
      expect(iceTransportPolicy).to.equal('all');
      await bob.leave();
      globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
      expect(ann.resumable).to.equal(false);
      ann.configure({ room, iceTransportPolicy: 'all' });
      expect(ann.resumable).to.equal(true);
      await ann.join();
      expect(ann.self.id).to.equal(id);
    });
  });
});
