import { expect } from '@open-wc/testing';
import type { CallSession, RtcErrorEvent } from '../../../../../src/core/index.js';
import { openSound } from '../../../../../src/core/features/recording/sound-mixer.js';
import {
  refuseSources,
  refuseToResume,
  restoreAudio,
  withoutContextsLeft,
  withoutWebAudio,
} from '../../../support/audio.js';
import { coloursIn, heardAt, shows } from './files.js';
import { Ledger } from '../../../support/ledger.js';
import {
  ANN,
  BOB,
  CLEO,
  COLOURS,
  SMALL,
  afterwards,
  alwaysAnswer,
  cleanUp,
  connected,
  freshRoom,
  joined,
  recorded,
  recordingOf,
  watchRecorders,
} from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

describe('the sound of a recording', () => {
  afterEach(() => {
    restoreAudio();
    cleanUp();
  });

  async function people(): Promise<[ann: CallSession, bob: CallSession, cleo: CallSession]> {
    const room = freshRoom();
    const ann = await joined(room, 'Ann', ANN);
    const bob = await joined(room, 'Bob', BOB);
    const cleo = await joined(room, 'Cleo', CLEO);
    await connected(ann, bob, cleo);
    for (const one of [bob, cleo]) alwaysAnswer(one, 'accept');
    return [ann, bob, cleo];
  }

  /** Records until everybody is seen and for some time, and notes what is told meanwhile. */
  async function record(session: CallSession): Promise<[blob: Blob, errors: string[]]> {
    const made = watchRecorders();
    const errors: string[] = [];
    const note = ({ error }: RtcErrorEvent): number => errors.push(error.code);
    session.addEventListener('rtc-error', note);
    const recording = recordingOf(session);
    await recording.start(SMALL);
    await shows(made[0], (image) => coloursIn(image, COLOURS).join(), COLOURS.join());
    await recorded(recording, 3);
    const blob = await recording.stop();
    session.removeEventListener('rtc-error', note);
    return [blob, errors];
  }

  it('is without a voice that the browser refuses, and says so once', async () => {
    const [ann, bob] = await people();
    const ledger = new Ledger();
    afterwards(() => ledger.restore());
    refuseSources(ann.getTrack(bob.self.id, 'microphone'));
    const [blob, errors] = await record(ann);
    expect(errors).to.deep.equal(['no-sound']);
    for (const { tone } of [ANN, CLEO]) expect(await heardAt(blob, tone)).not.to.be.empty;
    expect(await heardAt(blob, BOB.tone)).to.be.empty;
    expect(ledger.audioContexts).to.have.length(1);
    await waitUntil(() => !ledger.alive().includes('AudioContext'), 'the context is left');
  });

  it('is missing where the browser refuses every voice, and the picture is there', async () => {
    const [ann] = await people();
    refuseSources();
    const [, errors] = await record(ann);
    expect(errors).to.deep.equal(['no-sound']);
  });

  it('is one voice without Web Audio, which is said once', async () => {
    const [ann] = await people();
    withoutWebAudio();
    const [blob, errors] = await record(ann);
    expect(errors).to.deep.equal(['no-sound']);
    expect(await heardAt(blob, ANN.tone)).not.to.be.empty;
    for (const { tone } of [BOB, CLEO]) expect(await heardAt(blob, tone)).to.be.empty;
    expect(ann.media.getTrack('microphone')?.readyState).to.equal('live');
  });

  it('is whole without Web Audio where one participant is recorded', async () => {
    const room = freshRoom();
    const ann = await joined(room, 'Ann', ANN);
    const bob = await joined(room, 'Bob', BOB);
    await connected(ann, bob);
    alwaysAnswer(bob, 'accept');
    withoutContextsLeft();
    const errors: unknown[] = [];
    ann.addEventListener('rtc-error', (event) => errors.push(event));
    const recording = recordingOf(ann);
    await recording.start({ ...SMALL, participant: bob.self.id });
    await recorded(recording, 3);
    const blob = await recording.stop();
    expect(errors).to.deep.equal([]);
    expect(await heardAt(blob, BOB.tone)).not.to.be.empty;
  });

  describe('openSound', () => {
    const tracks: MediaStreamTrack[] = [];
    let missing: number;

    beforeEach(async () => {
      missing = 0;
      for (let i = 0; i < 3; i += 1) {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        tracks.push(...stream.getTracks());
      }
      afterwards(() => {
        for (const track of tracks.splice(0)) track.stop();
      });
    });

    const sound = (): ReturnType<typeof openSound> => {
      const made = openSound(() => (missing += 1));
      afterwards(() => made.close());
      return made;
    };

    it('tries a track that was refused no second time', () => {
      let attempts = 0;
      refuseSources(tracks[0] ?? null);
      const { createMediaStreamSource } = AudioContext.prototype;
      AudioContext.prototype.createMediaStreamSource = function (stream) {
        attempts += 1;
        return createMediaStreamSource.call(this, stream);
      };
      const mixer = sound();
      for (const kept of [tracks, [], tracks, tracks.slice(0, 1)]) mixer.keep(kept);
      expect(attempts).to.equal(5);
      expect(missing).to.equal(1);
    });

    it('says that sound is missing where the context does not start', async () => {
      refuseToResume();
      sound().keep(tracks);
      await waitUntil(() => missing === 1, 'it is not told');
    });

    it('leaves no context where the graph cannot be made', async () => {
      const ledger = new Ledger();
      afterwards(() => ledger.restore());
      const original = Object.getOwnPropertyDescriptor(
        BaseAudioContext.prototype,
        'createDynamicsCompressor',
      )!;
      Object.defineProperty(BaseAudioContext.prototype, 'createDynamicsCompressor', {
        configurable: true,
        value: () => {
          throw new DOMException('no', 'NotSupportedError');
        },
      });
      try {
        const single = sound();
        single.keep(tracks.slice(0, 1));
        expect(single.track?.readyState).to.equal('live');
      } finally {
        Object.defineProperty(BaseAudioContext.prototype, 'createDynamicsCompressor', original);
      }
      expect(ledger.audioContexts).to.have.length(1);
      await waitUntil(() => !ledger.alive().includes('AudioContext'), 'the context is left');
    });

    it('mutes the one voice with its track, and ends it when it may no longer be heard', () => {
      withoutWebAudio();
      const single = sound();
      const [first, second] = tracks;
      single.keep(tracks.slice(0, 1));
      const { track } = single;
      expect(track).to.include({ readyState: 'live', enabled: true });
      expect(missing).to.equal(0);
      if (first) first.enabled = false;
      single.keep(tracks.slice(0, 1));
      expect(track?.enabled).to.equal(false);
      if (first) first.enabled = true;
      single.keep(tracks.slice(0, 2));
      expect(track?.enabled).to.equal(true);
      expect(missing).to.equal(1);
      single.keep(tracks.slice(1, 2));
      expect(single.track).to.equal(track);
      expect(track?.readyState).to.equal('ended');
      expect([first?.readyState, second?.readyState]).to.deep.equal(['live', 'live']);
      single.keep(tracks);
      expect(track?.readyState).to.equal('ended');
      expect(missing).to.equal(1);
    });
  });
});
