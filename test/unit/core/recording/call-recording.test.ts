import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../src/core/index.js';
import { RecordingConsent, type RecordingStateEvent } from '../../../../src/core/recording/index.js';
import { failure, nextEvent } from '../../support/events.js';
import { Ledger } from '../../support/ledger.js';
import {
  ANN,
  BOB,
  CLEO,
  COLOURS,
  AUDIBLE,
  SMALL,
  afterwards,
  alwaysAnswer,
  cleanUp,
  colourAt,
  coloursIn,
  connected,
  frameAt,
  freshRoom,
  joined,
  open,
  recorded,
  recordingOf,
  toneIn,
  watchRecorders,
} from './support.js';
import { waitUntil } from '../../support/wait-until.js';

const ended = (recording: object): Promise<RecordingStateEvent> =>
  nextEvent<RecordingStateEvent>(recording, 'statechange', ({ state }) => state === 'inactive');

describe('CallRecording', () => {
  afterEach(cleanUp);

  describe('of a call', () => {
    it('holds everybody who agreed, in a file that plays and seeks', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      const cleo = await joined(room, 'Cleo', CLEO);
      await connected(ann, bob, cleo);
      for (const one of [bob, cleo]) alwaysAnswer(one, 'accept');
      const recording = recordingOf(ann);
      await recording.start();
      expect([...recording.agreed].sort()).to.deep.equal([bob.self.id, cleo.self.id].sort());
      await recorded(recording, 10);
      expect(recording.bytes).to.be.greaterThan(1000);
      const blob = await recording.stop();
      const video = await open(blob);
      expect(video.duration).to.be.within(9.5, 13);
      const duration = recording.finished[0]?.duration ?? 0;
      // What a busy machine could not encode any more is missing in the file.
      expect(duration / 1000).to.be.closeTo(video.duration, 2.5);
      for (const second of [8, 2]) {
        const image = await frameAt(video, second);
        expect(image).to.include({ width: 1280, height: 720 });
        expect(colourAt(image, 0.25, 0.25, COLOURS)).to.equal(ANN.colour);
        expect(colourAt(image, 0.75, 0.25, COLOURS)).to.equal(BOB.colour);
        expect(colourAt(image, 0.5, 0.75, COLOURS)).to.equal(CLEO.colour);
      }
      for (const { tone } of [ANN, BOB, CLEO]) {
        expect(await toneIn(blob, tone, 2, 8)).to.be.greaterThan(AUDIBLE);
      }
      expect(await toneIn(blob, 3300, 2, 8)).to.be.lessThan(AUDIBLE / 10);
    });

    it('holds nobody who declines, has not agreed yet, or agrees no more', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      await connected(ann, bob);
      alwaysAnswer(bob, 'decline');
      const recording = recordingOf(ann);
      await recording.start(SMALL);
      expect(recording.agreed).to.deep.equal([]);

      const cleo = await joined(room, 'Cleo', CLEO);
      const consent = RecordingConsent.of(cleo);
      await connected(ann, bob, cleo);
      await waitUntil(() => consent.requests[0] === ann.self.id, 'is not asked');
      await recorded(recording, 3);
      const agreed = recording.elapsed / 1000;
      consent.accept();
      await waitUntil(() => recording.agreed[0] === cleo.self.id, 'is not heard');
      expect(consent.recorders).to.deep.equal([ann.self.id]);
      await recorded(recording, agreed + 4);
      const withdrawn = recording.elapsed / 1000;
      consent.withdraw();
      await waitUntil(() => recording.agreed.length === 0, 'is not heard');
      expect(consent.recorders).to.deep.equal([]);
      await recorded(recording, withdrawn + 3);
      const blob = await recording.stop();

      const video = await open(blob);
      for (const [from, to, people] of [
        [0.5, agreed - 0.3, [ANN]],
        [agreed + 1.5, withdrawn - 0.3, [ANN, CLEO]],
        [withdrawn + 1, withdrawn + 2.5, [ANN]],
      ] as const) {
        const image = await frameAt(video, to);
        expect(coloursIn(image, COLOURS), `at ${to} s`).to.deep.equal(people.map(({ colour }) => colour));
        for (const { tone } of [ANN, BOB, CLEO]) {
          const loudness = await toneIn(blob, tone, from, to);
          if (people.some((person) => person.tone === tone)) expect(loudness).to.be.greaterThan(AUDIBLE);
          else expect(loudness, `${tone} Hz from ${from} s`).to.be.lessThan(AUDIBLE / 10);
        }
      }
      // There is no place for those who are not in it: the one picture fills what 16:9 leaves.
      expect(colourAt(await frameAt(video, 1), 0.03, 0.5, COLOURS)).to.equal(ANN.colour);
    });

    it('begins without those who do not answer in time, and ends with the call', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      await connected(ann, bob);
      const recording = recordingOf(ann);
      const states: string[] = [];
      recording.addEventListener('statechange', ({ state }) => states.push(state));
      await recording.start({ ...SMALL, answerTimeout: 200 });
      expect(recording.waiting).to.deep.equal([bob.self.id]);
      expect(ann.features.recording?.state).to.equal('recording');
      await recorded(recording, 2);
      const over = ended(recording);
      await ann.leave();
      const { recording: finished } = await over;
      expect(finished).to.include({ reason: 'left', saved: false, error: undefined });
      expect(states).to.deep.equal(['asking', 'recording', 'finishing', 'inactive']);
      const video = await open(finished!.blob);
      expect(video.duration).to.be.within(1.5, 5);
      expect(coloursIn(await frameAt(video, video.duration - 0.1), COLOURS)).to.deep.equal([ANN.colour]);
      expect(recording.finished).to.deep.equal([finished]);
    });

    it('shows initials in place of a camera that is off, and a featured one big', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      await connected(ann, bob);
      alwaysAnswer(bob, 'accept');
      const recording = recordingOf(ann);
      await recording.start(SMALL);
      await recorded(recording, 2);
      await bob.toggleCamera(false);
      await waitUntil(() => ann.participants[0]?.media.camera === false);
      const off = recording.elapsed / 1000 + 2;
      await recorded(recording, off + 0.5);
      ann.features.stage = { featured: [{ participant: ann.self.id, source: 'camera' }] };
      ann.dispatchEvent(new Event('change'));
      const featured = recording.elapsed / 1000 + 1;
      await recorded(recording, featured + 0.5);
      const video = await open(await recording.stop());
      const [both, withoutBob, annBig] = [
        await frameAt(video, 1.5),
        await frameAt(video, off),
        await frameAt(video, featured),
      ];
      expect(colourAt(both, 0.75, 0.5, COLOURS)).to.equal(BOB.colour);
      expect(coloursIn(withoutBob, COLOURS)).to.deep.equal([ANN.colour]);
      expect(colourAt(withoutBob, 0.6, 0.5, COLOURS)).not.to.equal(ANN.colour);
      expect(colourAt(annBig, 0.6, 0.5, COLOURS)).to.equal(ANN.colour);
    });
  });

  describe('of one stream', () => {
    it('holds the camera of one participant, and ends when they withdraw', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      await connected(ann, bob);
      const consent = alwaysAnswer(bob, 'accept');
      const recording = recordingOf(ann);
      await recording.start({ ...SMALL, participant: bob.self.id });
      await recorded(recording, 3);
      const over = ended(recording);
      consent.withdraw();
      const { blob, reason } = (await over).recording!;
      expect(reason).to.equal('left');
      const video = await open(blob);
      expect(coloursIn(await frameAt(video, 1.5), COLOURS)).to.deep.equal([BOB.colour]);
      expect(await toneIn(blob, BOB.tone, 1, 2.5)).to.be.greaterThan(AUDIBLE);
      expect(await toneIn(blob, ANN.tone, 1, 2.5)).to.be.lessThan(AUDIBLE / 10);
    });

    it('is sound alone for a microphone', async () => {
      const ann = await joined(freshRoom(), 'Ann', ANN);
      const recording = recordingOf(ann);
      await recording.start({ participant: ann.self.id, source: 'microphone' });
      await recorded(recording, 2);
      const blob = await recording.stop();
      expect(blob.type).to.match(/^audio\//);
      expect((await open(blob)).duration).to.be.within(1.5, 4);
      expect(await toneIn(blob, ANN.tone, 0.5, 1.5)).to.be.greaterThan(AUDIBLE);
    });

    it('is not made of somebody who declines, or is not there', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann');
      const bob = await joined(room, 'Bob');
      await connected(ann, bob);
      alwaysAnswer(bob, 'decline');
      const recording = recordingOf(ann);
      const made = watchRecorders();
      expect(await failure(recording.start({ participant: bob.self.id }))).to.include({
        code: 'permission-denied',
      });
      expect(recording.error).to.include({ code: 'permission-denied' });
      expect(await failure(recording.start({ participant: 'nobody' }))).to.include({
        code: 'unknown-participant',
      });
      expect(recording.state).to.equal('inactive');
      expect(made).to.deep.equal([]);
    });
  });

  describe('as a file', () => {
    async function alone(): Promise<CallSession> {
      return joined(freshRoom(), 'Ann', ANN);
    }

    for (const mimeType of ['video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus']) {
      it(`knows its duration and seeks as ${mimeType}`, async () => {
        const recording = recordingOf(await alone());
        await recording.start({ ...SMALL, mimeType });
        await recorded(recording, 4);
        const blob = await recording.stop();
        expect(blob.type).to.equal(mimeType);
        const video = await open(blob);
        expect(video.duration).to.be.within(3.5, 6);
        expect(video.seekable.end(0)).to.equal(video.duration);
        for (const second of [3, 1]) {
          expect(coloursIn(await frameAt(video, second), COLOURS)).to.deep.equal([ANN.colour]);
          expect(video.currentTime).to.be.closeTo(second, 0.1);
        }
      });
    }

    it('is written to the disk while it is recorded', async () => {
      const folder = await navigator.storage.getDirectory();
      const sink = await folder.getFileHandle('call.webm', { create: true });
      afterwards(() => void folder.removeEntry('call.webm'));
      const recording = recordingOf(await alone());
      await recording.start({ ...SMALL, mimeType: 'video/webm;codecs=vp8,opus', sink });
      await recorded(recording, 2);
      const blob = await recording.stop();
      const file = await sink.getFile();
      expect(file.size).to.equal(blob.size);
      expect((await open(file)).duration).to.be.within(1.5, 4);
      expect(recording.finished[0]).to.include({ saved: true });
    });

    it('says that a file may not be written', async () => {
      const folder = await navigator.storage.getDirectory();
      const sink = await folder.getFileHandle('refused.webm', { create: true });
      afterwards(() => void folder.removeEntry('refused.webm'));
      sink.createWritable = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      const recording = recordingOf(await alone());
      expect(await failure(recording.start({ sink }))).to.include({ code: 'invalid-options' });
      expect(recording.state).to.equal('inactive');
    });

    it('is kept as far as it came when the disk is full', async () => {
      const folder = await navigator.storage.getDirectory();
      const sink = await folder.getFileHandle('full.webm', { create: true });
      afterwards(() => void folder.removeEntry('full.webm'));
      const { createWritable } = sink;
      let pieces = 0;
      sink.createWritable = async () => {
        const writable = await createWritable.call(sink);
        const { write } = writable;
        writable.write = (data) =>
          (pieces += 1) > 4
            ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
            : write.call(writable, data);
        return writable;
      };
      const recording = recordingOf(await alone());
      const over = ended(recording);
      await recording.start({ ...SMALL, mimeType: 'video/webm;codecs=vp8,opus', sink });
      const { recording: finished, error } = await over;
      expect(error).to.include({ code: 'internal', message: 'full' });
      expect(finished).to.include({ reason: 'error', saved: true });
      await open(finished!.blob);
    });

    it('stops where memory has its limit, and keeps what is there', async () => {
      const recording = recordingOf(await alone());
      const over = ended(recording);
      await recording.start({ ...SMALL, maxBytes: 20_000 });
      const { recording: finished } = await over;
      expect(finished).to.include({ reason: 'limit', error: undefined });
      expect(finished!.blob.size).to.be.at.least(20_000);
      await open(finished!.blob);
    });

    it('is kept as far as it came when the recorder fails', async () => {
      const made = watchRecorders();
      const recording = recordingOf(await alone());
      await recording.start(SMALL);
      await recorded(recording, 2);
      const over = ended(recording);
      made[0]?.dispatchEvent(new ErrorEvent('error', { error: new DOMException('broken', 'UnknownError') }));
      const { recording: finished, error } = await over;
      expect(error).to.include({ code: 'internal', message: 'broken', subject: 'recording' });
      expect(finished).to.include({ reason: 'error', error });
      expect((await open(finished!.blob)).duration).to.be.within(1, 4);
    });

    it('is kept, and said to be broken, when the recorder fails while it stops', async () => {
      const made = watchRecorders();
      const recording = recordingOf(await alone());
      await recording.start(SMALL);
      await recorded(recording, 1);
      const stopping = recording.stop();
      made[0]?.dispatchEvent(new ErrorEvent('error', { error: new DOMException('broken', 'UnknownError') }));
      const blob = await stopping;
      const [finished] = recording.finished;
      expect(finished).to.include({ blob, reason: 'error' });
      expect(finished?.error).to.include({ code: 'internal', message: 'broken' });
      expect(recording.error).to.equal(finished?.error);
    });

    it('is kept when the recorder stops by itself', async () => {
      const made = watchRecorders();
      const recording = recordingOf(await alone());
      await recording.start(SMALL);
      await recorded(recording, 1);
      const over = ended(recording);
      made[0]?.stop();
      expect((await over).recording).to.include({ reason: 'error' });
    });
  });

  describe('without a recording', () => {
    it('says what cannot be', async () => {
      const ann = await joined(freshRoom(), 'Ann');
      const recording = recordingOf(ann);
      for (const options of [
        { mimeType: 'video/nonsense' },
        { width: 0 },
        { height: NaN },
        { frameRate: 1000 },
        { maxBytes: 0 },
        { answerTimeout: -1 },
        { source: 'camera' as const },
        { participant: ann.self.id, source: 'nose' as 'camera' },
      ]) {
        expect(await failure(recording.start(options)), JSON.stringify(options)).to.include({
          code: 'invalid-options',
        });
      }
      expect(await failure(recording.stop())).to.include({ code: 'invalid-options' });
      await ann.leave();
      expect(await failure(recording.start())).to.include({ code: 'invalid-options' });
    });

    it('says that the browser cannot', async () => {
      const recording = recordingOf(await joined(freshRoom(), 'Ann'));
      const original = globalThis.MediaRecorder;
      Reflect.deleteProperty(globalThis, 'MediaRecorder');
      const error = await failure(recording.start());
      globalThis.MediaRecorder = original;
      expect(error).to.include({ code: 'unsupported-browser', recoverable: false });
    });

    it('says that the browser captures no canvas, before anybody is asked', async () => {
      const room = freshRoom();
      const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
      await connected(ann, bob);
      const recording = recordingOf(ann);
      const states: string[] = [];
      recording.addEventListener('statechange', ({ state }) => states.push(state));
      const { prototype } = HTMLCanvasElement;
      const { captureStream } = prototype;
      Reflect.deleteProperty(prototype, 'captureStream');
      const error = await failure(recording.start());
      prototype.captureStream = captureStream;
      expect(error).to.include({ code: 'unsupported-browser', recoverable: false });
      expect(states).to.deep.equal(['inactive']);
    });

    it('builds no sound graph when the canvas cannot be captured', async () => {
      const ledger = new Ledger();
      afterwards(() => {
        ledger.restore();
      });
      const recording = recordingOf(await joined(freshRoom(), 'Ann'));
      const { prototype } = CanvasCaptureMediaStreamTrack;
      const { requestFrame } = prototype;
      Reflect.deleteProperty(prototype, 'requestFrame');
      const error = await failure(recording.start());
      prototype.requestFrame = requestFrame;
      expect(error).to.include({ code: 'unsupported-browser', recoverable: false });
      expect(ledger.audioContexts).to.be.empty;
    });

    it('gives up asking when it is stopped, or the call left', async () => {
      const room = freshRoom();
      const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
      await connected(ann, bob);
      const consent = RecordingConsent.of(bob);
      const recording = recordingOf(ann);
      const starting = failure(recording.start());
      await waitUntil(() => consent.requests.length === 1, 'is not asked');
      expect(recording.state).to.equal('asking');
      expect(await failure(recording.stop())).to.include({ name: 'AbortError' });
      expect(await starting).to.include({ name: 'AbortError' });
      await waitUntil(() => consent.requests.length === 0, 'is still asked');
      const again = failure(recording.start());
      await ann.leave();
      expect(await again).to.include({ name: 'AbortError' });
      expect(recording.state).to.equal('inactive');
      expect(recording.error).to.equal(undefined);
    });
  });

  it('starts and stops once, however often it is asked', async () => {
    const ann = await joined(freshRoom(), 'Ann');
    const made = watchRecorders();
    const recording = recordingOf(ann);
    await Promise.all([recording.start(SMALL), recording.start(SMALL)]);
    await recording.start(SMALL);
    await recorded(recording, 1);
    const [one, two] = await Promise.all([recording.stop(), recording.stop()]);
    expect(one).to.equal(two);
    expect(made).to.have.length(1);
    await recording.start(SMALL);
    await recorded(recording, 1);
    await recording.stop();
    expect(recording.finished).to.have.length(2);
  });

  it('warns before it would be lost with the page', async () => {
    const warns = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const recording = recordingOf(await joined(freshRoom(), 'Ann'));
    expect(warns()).to.equal(false);
    await recording.start(SMALL);
    expect(warns()).to.equal(true);
    await recorded(recording, 1);
    await recording.stop();
    expect(warns()).to.equal(true);
    recording.markSaved(recording.finished[0]!);
    expect(warns()).to.equal(false);
    expect(recording.finished[0]).to.include({ saved: true });
    recording.forget(recording.finished[0]!);
    expect(recording.finished).to.deep.equal([]);
  });

  it('leaves nothing behind', async () => {
    const ledger = new Ledger();
    afterwards(() => {
      ledger.restore();
    });
    const workers: Worker[] = [];
    const ended = new Set<Worker>();
    const { Worker } = globalThis;
    const { terminate } = Worker.prototype;
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }

      override terminate(): void {
        ended.add(this);
        terminate.call(this);
      }
    };
    afterwards(() => (globalThis.Worker = Worker));
    const room = freshRoom();
    const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
    await connected(ann, bob);
    alwaysAnswer(bob, 'accept');
    const recorders = watchRecorders();
    const recording = recordingOf(ann);
    await recording.start(SMALL);
    await recorded(recording, 1);
    const [tracks, contexts] = [recorders[0]!.stream.getTracks(), ledger.audioContexts.length];
    expect(contexts).to.equal(1);
    await recording.stop();
    await waitUntil(() => ledger.audioContexts.every(({ state }) => state === 'closed'));
    expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
    expect(workers).to.have.length(1);
    expect(ended.has(workers[0]!)).to.equal(true);
    // The call itself goes on with what it had.
    expect(ann.getTrack(bob.self.id, 'camera')?.readyState).to.equal('live');
    expect(ann.media.getTrack('camera')?.readyState).to.equal('live');
    await Promise.all([ann.leave(), bob.leave()]);
    await waitUntil(() => ledger.alive().length === 0, 'something is left').catch(() => {
      expect(ledger.alive()).to.deep.equal([]);
    });
  });
});
