import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import {
  RecordingConsent,
  type RecordingStateEvent,
} from '../../../../../src/core/features/recording/index.js';
import { failure, nextEvent } from '../../../support/events.js';
import { colourAt, coloursIn, frameAt, heardAt, open, scenesOf, shows } from './files.js';
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

const ended = (recording: object): Promise<RecordingStateEvent> =>
  nextEvent<RecordingStateEvent>(recording, 'statechange', ({ state }) => state === 'inactive');

/** The colours of the people in a picture. */
const people = (image: ImageData): string => coloursIn(image, COLOURS).join(' ');

/** Those of the three places, two above and one below. */
const places = (image: ImageData): string =>
  [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.5, 0.75],
  ]
    .map(([x = 0, y = 0]) => colourAt(image, x, y, COLOURS))
    .join(' ');

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
      const made = watchRecorders();
      await recording.start();
      expect([...recording.agreed].sort()).to.deep.equal([bob.self.id, cleo.self.id].sort());
      const everybody = COLOURS.join(' ');
      await shows(made[0], places, everybody);
      await recorded(recording, 3);
      await waitUntil(() => recording.bytes > 1000, 'hardly a byte is counted');
      const { elapsed } = recording;
      const blob = await recording.stop();
      expect(recording.finished[0]?.duration).to.be.at.least(elapsed);
      const video = await open(blob);
      expect(Number.isFinite(video.duration)).to.equal(true);
      const last = (await scenesOf(video, places)).at(-1);
      expect(last?.seen).to.equal(everybody);
      // Backwards, too.
      const image = await frameAt(video, last?.at ?? 0);
      expect(image).to.include({ width: 1280, height: 720 });
      expect(places(image)).to.equal(everybody);
      for (const { tone } of [ANN, BOB, CLEO]) expect(await heardAt(blob, tone)).not.to.be.empty;
      expect(await heardAt(blob, 3300)).to.be.empty;
    });

    it('holds nobody who declines, has not agreed yet, or agrees no more', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      await connected(ann, bob);
      alwaysAnswer(bob, 'decline');
      const recording = recordingOf(ann);
      const made = watchRecorders();
      await recording.start(SMALL);
      expect(recording.agreed).to.deep.equal([]);

      const cleo = await joined(room, 'Cleo', CLEO);
      const consent = RecordingConsent.of(cleo);
      await connected(ann, bob, cleo);
      await waitUntil(() => consent.requests[0] === ann.self.id, 'is not asked');
      await shows(made[0], people, ANN.colour);
      await recorded(recording, 2);
      consent.accept();
      await waitUntil(() => recording.agreed[0] === cleo.self.id, 'is not heard');
      expect(consent.recorders).to.deep.equal([ann.self.id]);
      await shows(made[0], people, `${ANN.colour} ${CLEO.colour}`);
      await recorded(recording, 2);
      consent.withdraw();
      await waitUntil(() => recording.agreed.length === 0, 'is not heard');
      expect(consent.recorders).to.deep.equal([]);
      await shows(made[0], people, ANN.colour);
      await recorded(recording, 2);
      const blob = await recording.stop();

      const video = await open(blob);
      // Before the first picture has come there is none.
      const scenes = (await scenesOf(video, people)).filter(({ seen }) => seen);
      expect(scenes.map(({ seen }) => seen)).to.deep.equal([
        ANN.colour,
        `${ANN.colour} ${CLEO.colour}`,
        ANN.colour,
      ]);
      const [annHeard, cleoHeard] = [await heardAt(blob, ANN.tone), await heardAt(blob, CLEO.tone)];
      expect(cleoHeard).not.to.be.empty;
      expect(annHeard.some((at) => at < cleoHeard[0]!)).to.equal(true);
      expect(annHeard.some((at) => at > cleoHeard.at(-1)!)).to.equal(true);
      expect(await heardAt(blob, BOB.tone)).to.be.empty;
      // There is no place for those who are not in it: the one picture fills what 16:9 leaves.
      expect(colourAt(await frameAt(video, scenes[0]!.at), 0.03, 0.5, COLOURS)).to.equal(ANN.colour);
    });

    it('begins without those who do not answer in time, and ends with the call', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      await connected(ann, bob);
      const recording = recordingOf(ann);
      const states: string[] = [];
      recording.addEventListener('statechange', ({ state }) => states.push(state));
      const made = watchRecorders();
      await recording.start({ ...SMALL, answerTimeout: 200 });
      expect(recording.waiting).to.deep.equal([bob.self.id]);
      expect(ann.features.recording?.state).to.equal('recording');
      await shows(made[0], people, ANN.colour);
      await recorded(recording, 1);
      const over = ended(recording);
      await ann.leave();
      const { recording: finished } = await over;
      expect(finished).to.include({ reason: 'left', saved: false, error: undefined });
      expect(states).to.deep.equal(['asking', 'recording', 'finishing', 'inactive']);
      const video = await open(finished!.blob);
      expect((await scenesOf(video, people)).at(-1)?.seen).to.equal(ANN.colour);
      expect(recording.finished).to.deep.equal([finished]);
    });

    it('shows initials in place of a camera that is off, and a featured one big', async () => {
      const room = freshRoom();
      const ann = await joined(room, 'Ann', ANN);
      const bob = await joined(room, 'Bob', BOB);
      await connected(ann, bob);
      alwaysAnswer(bob, 'accept');
      const recording = recordingOf(ann);
      const made = watchRecorders();
      const look = (image: ImageData): string => {
        if (people(image) === `${ANN.colour} ${BOB.colour}`) return 'both';
        if (people(image) !== ANN.colour) return 'another';
        return colourAt(image, 0.6, 0.5, COLOURS) === ANN.colour ? 'Ann, big' : 'Ann';
      };
      await recording.start(SMALL);
      await shows(made[0], look, 'both');
      await recorded(recording, 1);
      await bob.toggleCamera(false);
      await shows(made[0], look, 'Ann');
      await recorded(recording, 1);
      ann.features.stage = { featured: [{ participant: ann.self.id, source: 'camera' }] };
      ann.dispatchEvent(new Event('change'));
      await shows(made[0], look, 'Ann, big');
      await recorded(recording, 1);
      const scenes = await scenesOf(await open(await recording.stop()), look);
      expect(scenes.slice(-3).map(({ seen }) => seen)).to.deep.equal(['both', 'Ann', 'Ann, big']);
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
      const made = watchRecorders();
      await recording.start({ ...SMALL, participant: bob.self.id });
      await shows(made[0], people, BOB.colour);
      await recorded(recording, 2);
      const over = ended(recording);
      consent.withdraw();
      const { blob, reason } = (await over).recording!;
      expect(reason).to.equal('left');
      expect((await scenesOf(await open(blob), people)).at(-1)?.seen).to.equal(BOB.colour);
      expect(await heardAt(blob, BOB.tone)).not.to.be.empty;
      expect(await heardAt(blob, ANN.tone)).to.be.empty;
    });

    it('is sound alone for a microphone', async () => {
      const ann = await joined(freshRoom(), 'Ann', ANN);
      const recording = recordingOf(ann);
      await recording.start({ participant: ann.self.id, source: 'microphone' });
      await recorded(recording, 2);
      const blob = await recording.stop();
      expect(blob.type).to.match(/^audio\//);
      expect(Number.isFinite((await open(blob)).duration)).to.equal(true);
      expect(await heardAt(blob, ANN.tone)).not.to.be.empty;
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
        const made = watchRecorders();
        await recording.start({ ...SMALL, mimeType });
        await shows(made[0], people, ANN.colour);
        await recorded(recording, 2);
        const blob = await recording.stop();
        expect(blob.type).to.equal(mimeType);
        const video = await open(blob);
        expect(Number.isFinite(video.duration)).to.equal(true);
        expect(video.seekable.end(0)).to.equal(video.duration);
        const last = (await scenesOf(video, people)).at(-1);
        expect(last?.seen).to.equal(ANN.colour);
        for (const second of [video.duration / 2, 0]) {
          await frameAt(video, second);
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
      expect(Number.isFinite((await open(file)).duration)).to.equal(true);
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
      expect(Number.isFinite((await open(finished!.blob)).duration)).to.equal(true);
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
