import { expect } from '@open-wc/testing';
import {
  CallSession,
  WebSocketSignaling,
  type CallSessionOptions,
  type RtcParticipantLeaveEvent,
  type SignalingTransport,
} from '../../../../src/core/index.js';
import { BroadcastSignaling } from '../../../../src/core/loopback/index.js';
import type { PeerSignal } from '../../../../src/protocol/index.js';
import { sharedSignalingUrl, startSignalingServer } from '../../../support/signaling.js';
import { countConnections } from '../../support/connections.js';
import { failure, nextEvent } from '../../support/events.js';
import {
  audioEnergy,
  countGetUserMedia,
  framesAdvance,
  holdGetUserMedia,
  play,
  stubGetUserMedia,
} from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

/** Puts every offer that the transport delivers into the list. */
function countOffers(transport: SignalingTransport, offers: PeerSignal[]): SignalingTransport {
  transport.addEventListener('push', ({ push }) => {
    if (push.type !== 'signal') return;
    const payload = push.payload as PeerSignal;
    if (payload.kind === 'description' && payload.description.type === 'offer') offers.push(payload);
  });
  return transport;
}

describe('CallSession', () => {
  const cleanups: (() => void)[] = [];
  let rooms = 0;
  let room: string;

  beforeEach(() => {
    rooms += 1;
    room = `session ${rooms} ${Math.random()}`;
  });

  afterEach(() => {
    for (const cleanup of cleanups.splice(0).reverse()) cleanup();
  });

  function session(options: CallSessionOptions = {}): CallSession {
    const made = new CallSession({ signaling: 'broadcast:', room, ...options });
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

  async function connected(...sessions: CallSession[]): Promise<void> {
    const all = (): boolean =>
      sessions.every(
        ({ participants }) =>
          participants.length === sessions.length - 1 &&
          participants.every(({ connectionState }) => connectionState === 'connected'),
      );
    await waitUntil(all, 'not everybody is connected');
  }

  function watch(at: CallSession, of: CallSession): HTMLVideoElement {
    const { id } = of.self;
    const video = play(at.getTrack(id, 'camera'), at.getTrack(id, 'microphone'));
    cleanups.push(() => {
      video.remove();
    });
    return video;
  }

  const hears = (at: CallSession, of: CallSession): Promise<void> =>
    waitUntil(async () => audioEnergy((await at.getStats()).participants.get(of.self.id)) > 0, 'no sound');

  it('makes a call over the server: picture and sound both ways', async () => {
    const signaling = await sharedSignalingUrl();
    const ann = await joined({ signaling, name: 'Ann' });
    const bob = await joined({ signaling, name: 'Bob' });
    await connected(ann, bob);
    for (const [at, of] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      await framesAdvance(watch(at, of));
      await hears(at, of);
      expect(at.participants).to.deep.equal([
        {
          id: of.self.id,
          name: of.self.name,
          media: { microphone: true, camera: true, screen: false },
          connectionState: 'connected',
          away: false,
        },
      ]);
      expect(at.participants[0]).to.be.frozen;
    }
    expect(ann.state).to.equal('in-call');
    expect(ann.participantLimit).to.equal(8);
  });

  it('makes the first connection while the devices open, uses it, and leaves none behind', async () => {
    const { made, restore } = countConnections();
    cleanups.push(restore);
    const held = holdGetUserMedia();
    cleanups.push(held.restore);
    const sessions = [session(), session()];
    const joining = sessions.map((one) => one.join());
    await waitUntil(() => made.length === 2, 'they are not made');
    for (const pc of made) expect(pc.getTransceivers()).to.have.length(4);
    await waitUntil(() => held.requests.length === 2, 'no devices are asked for');
    for (const request of held.requests) await request.grant();
    await Promise.all(joining);
    await connected(...sessions);
    const used = sessions.map((one, i) => one.getPeer(sessions[1 - i]?.self.id ?? '')?.connection);
    // The offering side has taken the one that was there; for an answer there has to be another one.
    expect(used.filter((pc) => pc && made.indexOf(pc) < 2)).to.have.length(1);
    expect(made).to.have.length(3);
    for (const one of sessions) void one.leave();
    expect(made.map(({ connectionState }) => connectionState)).to.deep.equal(['closed', 'closed', 'closed']);
  });

  it('makes a connection ready with the preview before the call, and closes it where nobody joins', async () => {
    const { made, restore } = countConnections();
    cleanups.push(restore);
    const ann = session();
    await ann.openMedia();
    await ann.openMedia();
    expect(made).to.have.length(1);
    await ann.leave();
    expect(made[0]?.connectionState).to.equal('closed');
  });

  it('makes a call with oneself, with no server', async () => {
    const ann = await joined({ signaling: 'loopback:', name: 'Ann' });
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'no call');
    const [echo] = ann.participants;
    const video = play(ann.getTrack(echo?.id ?? '', 'camera'), ann.getTrack(echo?.id ?? '', 'microphone'));
    await framesAdvance(video);
    await waitUntil(
      async () => audioEnergy((await ann.getStats()).participants.get(echo?.id ?? '')) > 0,
      'no echo',
    );
    await ann.toggleCamera(false);
    await waitUntil(() => ann.participants[0]?.media.camera === false);
    await ann.leave();
    video.remove();
    expect(ann.participants).to.deep.equal([]);
  });

  it('connects everybody with everybody', async () => {
    const people = [await joined(), await joined(), await joined()];
    await connected(...people);
    for (const at of people) for (const of of people) if (at !== of) await framesAdvance(watch(at, of));
  });

  it('joins once, however often it is asked, and tells its states', async () => {
    const ann = session();
    const states: string[] = [];
    ann.addEventListener('rtc-state-change', ({ previous, state, reason }) =>
      states.push(`${previous} ${state} ${reason}`),
    );
    const joining = ann.join();
    expect(ann.join()).to.equal(joining);
    await joining;
    await ann.join();
    const bob = await joined();
    await waitUntil(() => bob.participants.length === 1, 'not one');
    await ann.leave();
    await ann.leave();
    expect(states).to.deep.equal([
      'idle joining undefined',
      'joining in-call undefined',
      'in-call left left',
    ]);
  });

  it('tells who joins, changes and leaves', async () => {
    const ann = await joined();
    const join = nextEvent(ann, 'rtc-participant-join');
    const bob = await joined({ name: 'Bob' });
    expect(await join).to.have.nested.include({ 'participant.name': 'Bob', 'participant.id': bob.self.id });
    await connected(ann, bob);
    const change = nextEvent(ann, 'rtc-participant-change', () => ann.participants[0]?.name === 'Robert');
    bob.configure({ name: 'Robert' });
    await change;
    const leave = nextEvent(ann, 'rtc-participant-leave');
    await bob.leave();
    expect(await leave).to.have.nested.include({ reason: 'left', 'participant.name': 'Robert' });
    expect(ann.participants).to.deep.equal([]);
  });

  it('stays left when a listener leaves it in the middle of joining', async () => {
    await joined();
    await joined();
    const cleo = session();
    cleo.addEventListener('rtc-participant-join', () => void cleo.leave());
    await cleo.join().catch(() => undefined);
    expect(cleo.state).to.equal('left');
    expect(cleo.participants).to.deep.equal([]);
  });

  it('leaves nothing behind', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    const tracks = [ann.getTrack(ann.self.id, 'camera'), ann.getTrack(ann.self.id, 'microphone')];
    const link = ann.getPeer(bob.self.id);
    const connection = link?.connection;
    const leaving = ann.leave();
    expect(tracks.map((track) => track?.readyState)).to.deep.equal(['ended', 'ended']);
    expect(connection?.connectionState).to.equal('closed');
    expect(link?.state).to.equal('closed');
    await leaving;
    await waitUntil(() => bob.participants.length === 0);
  });

  it('can be joined again', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    await ann.leave();
    await ann.join();
    await connected(ann, bob);
    await framesAdvance(watch(bob, ann));
  });

  it('gives up joining when it is left, and stops a camera that comes late', async () => {
    let late: MediaStream | undefined;
    let grant: () => void = () => undefined;
    const granted = new Promise<void>((resolve) => (grant = resolve));
    const stub = stubGetUserMedia(async (constraints) => {
      await granted;
      return (late = await stub.original(constraints));
    });
    cleanups.push(stub.restore);
    const ann = session();
    const joining = failure(ann.join());
    await waitUntil(() => ann.media.sourceState('camera') === 'requesting');
    await ann.leave();
    expect(ann.state).to.equal('left');
    expect(await joining).to.have.property('name', 'AbortError');
    grant();
    await waitUntil(() => late?.getTracks().every(({ readyState }) => readyState === 'ended'));
    expect(ann.state).to.equal('left');
  });

  describe('microphone and camera', () => {
    it('are seen by the others, and cost no offer', async () => {
      const offers: PeerSignal[] = [];
      const [ann, bob] = [
        await joined({ transport: countOffers(new BroadcastSignaling(room), offers) }),
        await joined({ transport: countOffers(new BroadcastSignaling(room), offers) }),
      ];
      await connected(ann, bob);
      const video = watch(bob, ann);
      await framesAdvance(video);
      const camera = ann.getTrack(ann.self.id, 'camera');

      await ann.toggleMicrophone();
      await waitUntil(() => bob.participants[0]?.media.microphone === false, 'mute is not shown');
      await ann.toggleCamera();
      expect(camera?.readyState).to.equal('ended');
      await waitUntil(() => bob.participants[0]?.media.camera === false, 'camera off is not shown');

      await ann.toggleMicrophone();
      await ann.toggleCamera(true);
      await waitUntil(
        () => bob.participants[0]?.media.camera === true && bob.participants[0].media.microphone,
      );
      await framesAdvance(video);
      expect(offers).to.have.length(1);
    });

    it('are joined by a screen, seen beside the camera, with no other offer', async () => {
      const offers: PeerSignal[] = [];
      const [ann, bob] = [
        await joined({ transport: countOffers(new BroadcastSignaling(room), offers) }),
        await joined({ transport: countOffers(new BroadcastSignaling(room), offers) }),
      ];
      await connected(ann, bob);
      await ann.toggleScreen();
      await waitUntil(() => bob.participants[0]?.media.screen === true, 'the screen is not announced');
      const screen = play(bob.getTrack(ann.self.id, 'screen'));
      cleanups.push(() => {
        screen.remove();
      });
      await framesAdvance(screen, 2);
      await framesAdvance(watch(bob, ann));
      ann.getTrack(ann.self.id, 'screen')?.dispatchEvent(new Event('ended'));
      await waitUntil(() => bob.participants[0]?.media.screen === false, 'its end is not announced');
      expect(offers).to.have.length(1);
    });

    it('are decided by a toggle before the call', async () => {
      const ann = session();
      await ann.toggleMicrophone();
      await ann.toggleCamera();
      expect(ann.media.wanted).to.deep.equal({ microphone: false, camera: false });
      await ann.toggleMicrophone();
      await ann.join();
      expect(ann.self.media).to.deep.equal({ microphone: true, camera: false, screen: false });
    });

    for (const source of ['microphone', 'camera'] as const) {
      const toggle = (ann: CallSession): Promise<void> =>
        source === 'microphone' ? ann.toggleMicrophone() : ann.toggleCamera();

      for (const [presses, on] of [
        [2, false],
        [3, true],
      ] as const) {
        it(`end as the person left them: ${source} ${on ? 'on' : 'off'}, pressed ${presses} times while it opens`, async () => {
          const ann = session();
          ann.media.wanted = { microphone: false, camera: false };
          await ann.join();
          const held = holdGetUserMedia();
          cleanups.push(held.restore);
          const done = [toggle(ann)];
          await waitUntil(() => held.requests.length > 0, 'nothing was asked for');
          expect(ann.isOn(source)).to.equal(true);
          for (let n = 2; n <= presses; n += 1) {
            done.push(toggle(ann));
            expect(ann.isOn(source)).to.equal(n % 2 === 1);
          }
          const stream = await held.requests.at(-1)?.grant();
          await Promise.all(done);
          expect(ann.isOn(source)).to.equal(on);
          expect(ann.media[source]).to.equal(on);
          expect(ann.self.media[source]).to.equal(on);
          if (source === 'microphone') return;
          const states = stream?.getTracks().map(({ readyState }) => readyState);
          expect(states).to.deep.equal([on ? 'live' : 'ended']);
        });
      }
    }

    it('may be off from the start', async () => {
      const ann = session();
      ann.media.wanted = { microphone: false, camera: false };
      await ann.join();
      const bob = await joined();
      await connected(ann, bob);
      expect(bob.participants[0]?.media).to.deep.equal({ microphone: false, camera: false, screen: false });
      await framesAdvance(watch(ann, bob));
      await ann.toggleCamera(true);
      await framesAdvance(watch(bob, ann));
    });
  });

  it('tells when camera or microphone cannot be opened during the call', async () => {
    const ann = session();
    ann.media.wanted = { microphone: false, camera: false };
    await ann.join();
    const stub = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotReadableError')));
    cleanups.push(stub.restore);
    const told = nextEvent(ann, 'rtc-error');
    expect(await failure(ann.toggleCamera(true))).to.include({ code: 'device-in-use', subject: 'camera' });
    expect(await told).to.have.nested.property('error.code', 'device-in-use');
    expect(ann.state).to.equal('in-call');
  });

  it('makes exactly one offer per pair, of 50 pairs joining at the same moment', async function () {
    this.timeout(500_000);
    const signaling = await sharedSignalingUrl();
    for (let round = 0; round < 50; round += 1) {
      const offers: PeerSignal[] = [];
      const pair = [0, 1].map(() => {
        const transport = countOffers(new WebSocketSignaling(signaling), offers);
        const one = new CallSession({ transport, room: `${room} ${round}` });
        one.media.wanted = { microphone: false, camera: false };
        return one;
      });
      await Promise.all(pair.map((one) => one.join()));
      await connected(...pair);
      expect(offers, `round ${round}`).to.have.length(1);
      await Promise.all(pair.map((one) => one.leave()));
    }
  });

  describe('when it cannot be joined', () => {
    it('says so, stops the camera, and can be tried again', async () => {
      const server = await startSignalingServer({ maxParticipants: 1 });
      const bob = await joined({ signaling: server.url });
      const ann = session({ signaling: server.url });
      const told = nextEvent(ann, 'rtc-error');
      expect(await failure(ann.join())).to.include({ code: 'room-full' });
      expect(await told).to.have.nested.property('error.code', 'room-full');
      expect(ann.state).to.equal('failed');
      expect(ann.error).to.include({ code: 'room-full', recoverable: true });
      expect(ann.media.camera).to.equal(false);
      await bob.leave();
      await ann.join();
      expect(ann.state).to.equal('in-call');
      expect(ann.error).to.equal(undefined);
      await ann.leave();
      await server.stop();
    });

    it('says what the page forgot', async () => {
      for (const name of ['', 'x'.repeat(129)])
        expect(await failure(session({ room: name }).join())).to.include({ code: 'invalid-options' });
      expect(await failure(session({ signaling: '' }).join())).to.include({ code: 'invalid-options' });
      expect(await failure(session({ signaling: 'ftp://x' }).join())).to.include({ code: 'invalid-options' });
    });

    it('says that the browser refuses the ICE servers', async () => {
      const ann = session({ iceServers: [{ urls: 'turn:example.com' }] });
      expect(await failure(ann.join())).to.include({ code: 'invalid-options' });
      expect(ann.state).to.equal('failed');
    });

    it('says that permission was refused', async () => {
      const stub = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
      const ann = session();
      expect(await failure(ann.join())).to.include({ code: 'permission-denied' });
      expect(ann.state).to.equal('failed');
      stub.restore();
      await ann.join();
      expect(ann.state).to.equal('in-call');
    });

    describe('in a browser without WebRTC', () => {
      const original = globalThis.RTCPeerConnection;
      const { addTransceiver } = original.prototype;

      afterEach(() => {
        globalThis.RTCPeerConnection = original;
        original.prototype.addTransceiver = addTransceiver;
      });

      const refuse = (): never => {
        throw new DOMException('Disabled by your administrator', 'NotAllowedError');
      };
      const ways: Record<string, () => void> = {
        'that never had it': () => void Reflect.deleteProperty(globalThis, 'RTCPeerConnection'),
        'where an extension has set it to nothing': () =>
          Object.assign(globalThis, { RTCPeerConnection: undefined }),
        'where it cannot be made': () =>
          Object.assign(globalThis, {
            RTCPeerConnection: function blocked() {
              refuse();
            },
          }),
        'where it does nothing': () => {
          original.prototype.addTransceiver = refuse;
        },
      };
      for (const [way, takeAway] of Object.entries(ways)) {
        it(`says so ${way}, and asks for no device`, async () => {
          takeAway();
          const asked = countGetUserMedia();
          const error = await failure(session().join());
          asked.restore();
          expect(error).to.include({ code: 'unsupported-browser', recoverable: false });
          expect(asked.calls).to.have.length(0);
        });
      }
    });
  });

  it('goes on while the server is away, and is in the same call when it is back', async () => {
    const server = await startSignalingServer();
    const [ann, bob] = [await joined({ signaling: server.url }), await joined({ signaling: server.url })];
    await connected(ann, bob);
    const video = watch(ann, bob);
    await framesAdvance(video);
    const before = { self: ann.self.id, connection: ann.getPeer(bob.self.id)?.connection };
    const happened: string[] = [];
    for (const type of ['rtc-participant-join', 'rtc-participant-leave', 'rtc-track'] as const) {
      ann.addEventListener(type, () => happened.push(type));
    }
    await server.stop();
    await waitUntil(() => ann.state === 'reconnecting', 'not noticed');
    await framesAdvance(video);
    const again = await startSignalingServer({ port: server.port });
    await waitUntil(() => ann.state === 'in-call' && bob.state === 'in-call', 'not back');
    await waitUntil(
      () => ann.participants.length === 1 && ann.participants[0]?.away === false,
      'Bob is still away',
    );
    // The same people over the same connection: nobody noticed but for the word in between.
    expect(ann.self.id).to.equal(before.self);
    expect(ann.getPeer(bob.self.id)?.connection).to.equal(before.connection);
    expect(happened).to.be.empty;
    await framesAdvance(video);
    await Promise.all([ann.leave(), bob.leave()]);
    await again.stop();
  });

  it('waits for those who were there when the server went down, and not for ever', async () => {
    const server = await startSignalingServer();
    const [ann, bob] = [await joined({ signaling: server.url }), await joined({ signaling: server.url })];
    await connected(ann, bob);
    await server.stop();
    await waitUntil(() => ann.state === 'reconnecting', 'not noticed');
    const gone = nextEvent<RtcParticipantLeaveEvent>(ann, 'rtc-participant-leave');
    await bob.leave();
    const again = await startSignalingServer({ port: server.port });
    await waitUntil(() => ann.participants[0]?.away === true, 'Bob is not shown as away');
    expect((await gone).reason).to.equal('timeout');
    expect(ann.participants).to.be.empty;
    await ann.leave();
    await again.stop();
  });

  it('leaves when the page does', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(ann.state).to.equal('left');
    expect(bob.state).to.equal('left');
  });

  it('closes what was opened again after the call when it is left again', async () => {
    const ann = await joined();
    await ann.leave();
    await ann.openMedia();
    const track = ann.media.getTrack('camera');
    expect(track?.readyState).to.equal('live');
    await ann.leave();
    expect(track?.readyState).to.equal('ended');
  });

  it('takes constraints back', () => {
    const ann = session({ constraints: { video: { frameRate: 5 } } });
    ann.configure({ constraints: undefined });
    expect(ann.media.constraints).to.deep.equal({});
  });

  it('tells that somebody has come before it tells what has changed about them', async () => {
    const ann = await joined();
    const told: string[] = [];
    for (const type of ['rtc-participant-join', 'rtc-participant-change'] as const) {
      ann.addEventListener(type, () => told.push(type));
    }
    const bob = await joined();
    await connected(ann, bob);
    expect(told[0]).to.equal('rtc-participant-join');
  });
});
