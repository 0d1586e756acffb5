import { expect } from '@open-wc/testing';
import { Manners } from '../../../../../src/core/features/manners/index.js';
import { CallSession } from '../../../../../src/core/index.js';
import { LevelMeter } from '../../../../../src/core/media/level-meter.js';
import { refuseSources, restoreAudio } from '../../../support/audio.js';
import { FastClock } from '../../../support/clock.js';
import { hum } from '../../../support/hum.js';
import { waitUntil } from '../../../support/wait-until.js';

describe('Manners', () => {
  const sessions: CallSession[] = [];
  const undo: (() => unknown)[] = [];
  /** Clones of tracks: what a muted microphone is listened to by. */
  let ears: MediaStreamTrack[];
  /** Contexts of the meters that were made. */
  let contexts: BaseAudioContext[];
  let room: string;

  beforeEach(() => {
    room = `manners ${Math.random()}`;
    ears = [];
    contexts = [];
    const { clone } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
      const ear = clone.call(this);
      ears.push(ear);
      return ear;
    };
    const { createAnalyser } = BaseAudioContext.prototype;
    BaseAudioContext.prototype.createAnalyser = function (this: BaseAudioContext) {
      contexts.push(this);
      return createAnalyser.call(this);
    };
    undo.push(() => {
      MediaStreamTrack.prototype.clone = clone;
      BaseAudioContext.prototype.createAnalyser = createAnalyser;
    });
  });

  afterEach(async () => {
    for (const session of sessions.splice(0)) session.dispose();
    restoreAudio();
    for (const step of undo.splice(0).reverse()) await step();
  });

  async function join(name: string): Promise<CallSession> {
    const session = new CallSession({ signaling: 'broadcast:', room, name });
    sessions.push(session);
    session.media.wanted = { microphone: true, camera: false };
    await session.join();
    return session;
  }

  /** Ann with manners, beside Bob; her microphone gives a tone of this loudness. */
  async function withBob(loudness = 1): Promise<{ ann: CallSession; bob: CallSession; manners: Manners }> {
    undo.push(hum(loudness));
    const ann = await join('Ann');
    const bob = await join('Bob');
    await waitUntil(() => ann.participants.length === 1, 'nobody else');
    return { ann, bob, manners: Manners.of(ann) };
  }

  function fast(factor: number): FastClock {
    const clock = new FastClock(factor, /\/manners\//);
    undo.push(() => clock.stop());
    return clock;
  }

  const notice = (session: CallSession, expected: 'muted' | 'silent' | undefined): Promise<void> =>
    waitUntil(() => session.features.manners?.notice === expected, `the notice is not ${String(expected)}`);

  const listening = (): MediaStreamTrack[] => ears.filter(({ readyState }) => readyState === 'live');
  const measuring = (): BaseAudioContext[] => contexts.filter(({ state }) => state !== 'closed');

  describe('of somebody who is muted', () => {
    it('tell that they speak, once for each time that they are muted', async () => {
      fast(10);
      const { ann, manners } = await withBob();
      await ann.toggleMicrophone(false);
      await notice(ann, 'muted');
      expect(manners.notice).to.equal('muted');
      expect(ears).to.have.length(1);
      expect(listening()).to.deep.equal([]);
      await ann.toggleMicrophone(true);
      await notice(ann, undefined);
      await ann.toggleMicrophone(false);
      await notice(ann, 'muted');
      expect(ears).to.have.length(2);
    });

    it('send nothing of what they hear', async () => {
      const { ann, bob } = await withBob();
      await ann.toggleMicrophone(false);
      await waitUntil(() => listening().length === 1, 'not listened to');
      const track = ann.media.getTrack('microphone');
      expect(track?.enabled).to.equal(false);
      expect(listening()[0]?.enabled).to.equal(true);
      const sends = (one: MediaStreamTrack | null | undefined): boolean =>
        ann
          .getPeer(bob.self.id)
          ?.connection?.getSenders()
          .some((sender) => sender.track === one) === true;
      await waitUntil(() => sends(track), 'the muted track is not sent');
      expect(sends(listening()[0])).to.equal(false);
    });

    it('listen only while somebody could hear them', async () => {
      undo.push(hum());
      const ann = await join('Ann');
      Manners.of(ann);
      await ann.toggleMicrophone(false);
      expect(ears).to.deep.equal([]);
      const bob = await join('Bob');
      await waitUntil(() => listening().length === 1, 'not listened to');
      await bob.leave();
      await waitUntil(() => listening().length === 0, 'still listened to');
      expect(measuring()).to.deep.equal([]);
    });

    it('listen only while the page is to be seen', async () => {
      const { ann } = await withBob();
      const show = (state: DocumentVisibilityState): void => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      undo.push(() => Reflect.deleteProperty(document, 'visibilityState'));
      show('hidden');
      await ann.toggleMicrophone(false);
      expect(ears).to.deep.equal([]);
      show('visible');
      expect(listening()).to.have.length(1);
      show('hidden');
      expect(listening()).to.deep.equal([]);
      show('visible');
      expect(listening()).to.have.length(1);
    });

    it('do not listen where that is not wanted', async () => {
      const { ann, manners } = await withBob();
      expect(manners.listensWhileMuted).to.equal(true);
      await ann.toggleMicrophone(false);
      expect(listening()).to.have.length(1);
      manners.listensWhileMuted = false;
      expect(listening()).to.deep.equal([]);
      manners.listensWhileMuted = true;
      expect(listening()).to.have.length(1);
    });

    it('cease to listen ten minutes after they were muted', async () => {
      const { ann, manners } = await withBob(0);
      const clock = fast(2000);
      await ann.toggleMicrophone(false);
      expect(listening()).to.have.length(1);
      expect(clock.delays).to.include(600_000);
      await waitUntil(() => listening().length === 0, 'still listened to');
      expect(measuring()).to.deep.equal([]);
      manners.listensWhileMuted = false;
      manners.listensWhileMuted = true;
      expect(listening()).to.deep.equal([]);
      await ann.toggleMicrophone(true);
      await ann.toggleMicrophone(false);
      expect(listening()).to.have.length(1);
    });

    it('open no device that is not open', async () => {
      undo.push(hum());
      const ann = new CallSession({ signaling: 'broadcast:', room });
      sessions.push(ann);
      ann.media.wanted = { microphone: false, camera: false };
      await ann.join();
      await join('Bob');
      await waitUntil(() => ann.participants.length === 1, 'nobody else');
      Manners.of(ann);
      expect(ann.media.sourceState('microphone')).to.equal('inactive');
      expect(ears).to.deep.equal([]);
    });
  });

  describe('of somebody who is not', () => {
    it('tell that their microphone gives nothing, once for each time that it is switched on', async () => {
      fast(50);
      const { ann } = await withBob(0);
      await notice(ann, 'silent');
      expect(measuring()).to.deep.equal([]);
      await ann.toggleMicrophone(false);
      await notice(ann, undefined);
      await ann.toggleMicrophone(true);
      await notice(ann, 'silent');
    });

    it('listen no longer once there was a sound, however soft', async () => {
      // −80 dBFS: softer than any room.
      const { ann } = await withBob(0.0001);
      expect(measuring()).to.have.length(1);
      await waitUntil(() => measuring().length === 0, 'still listened to');
      expect(ann.features.manners).to.equal(undefined);
    });

    it('tell nothing of a microphone that cannot be listened to', async () => {
      fast(50);
      refuseSources();
      let looks = 0;
      const running = Object.getOwnPropertyDescriptor(LevelMeter.prototype, 'running')!;
      undo.push(() => Object.defineProperty(LevelMeter.prototype, 'running', running));
      Object.defineProperty(LevelMeter.prototype, 'running', {
        configurable: true,
        get() {
          looks += 1;
          return running.get?.call(this) as boolean;
        },
      });
      const { ann } = await withBob(0);
      // Far more than it takes with one that gives nothing.
      await waitUntil(() => looks > 100, 'not listened to');
      expect(ann.features.manners).to.equal(undefined);
    });
  });

  it('end with the call', async () => {
    const { ann } = await withBob();
    await ann.toggleMicrophone(false);
    expect(listening()).to.have.length(1);
    await ann.leave();
    expect(listening()).to.deep.equal([]);
    expect(measuring()).to.deep.equal([]);
  });

  it('follow another microphone', async () => {
    const { ann } = await withBob(0);
    await ann.toggleMicrophone(false);
    const [ear] = listening();
    const before = ann.media.getTrack('microphone');
    await ann.media.selectDevice('audioinput', '');
    await waitUntil(() => ann.media.getTrack('microphone') !== before, 'the same microphone');
    await waitUntil(() => ear?.readyState === 'ended', 'the old one is listened to');
    expect(listening()).to.have.length(1);
  });
});
