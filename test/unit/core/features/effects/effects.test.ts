import { expect } from '@open-wc/testing';
import { CallSession, type MediaStage } from '../../../../../src/core/index.js';
import { Effects } from '../../../../../src/core/features/effects/index.js';
import { failure, nextEvent } from '../../../support/events.js';
import { waitUntil } from '../../../support/wait-until.js';
import { BACKGROUND, Eye, photo, PHOTO, pixelsOf, usePhotoCamera, variance } from './support.js';

const KEY = 'rtc-elements:effects';

describe('Effects', () => {
  let session: CallSession;
  let undo: (() => void)[];

  beforeEach(() => {
    localStorage.clear();
    const camera = usePhotoCamera();
    undo = [camera.restore];
    session = new CallSession({ signaling: 'loopback:', room: 'effects', name: 'Ann' });
  });

  afterEach(() => {
    session.dispose();
    for (const step of undo.reverse()) step();
    localStorage.clear();
  });

  /** Lets requests of addresses that match fail, as one for a file that is missing. */
  function miss(pattern: RegExp): void {
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) =>
      typeof input === 'string' && pattern.test(input)
        ? Promise.resolve(new Response('', { status: 404 }))
        : fetch(input, init);
    undo.push(() => (globalThis.fetch = fetch));
  }

  /** Lets the worker find no model: it has a `fetch` of its own. */
  function missInWorker(): void {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...others: never[]) {
      const changed =
        typeof message === 'object' && message && 'model' in message
          ? { ...message, model: '/there-is-no-such.tflite' }
          : message;
      postMessage.call(this, changed, ...others);
    };
    undo.push(() => (Worker.prototype.postMessage = postMessage));
  }

  async function file(width: number, height: number, type = 'image/png'): Promise<Blob> {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.fillRect(0, 0, width, height);
    return canvas.convertToBlob({ type });
  }

  it('are one object for each session, published on it', () => {
    const effects = Effects.of(session);
    expect(Effects.of(session)).to.equal(effects);
    expect(session.features.effects).to.equal(effects);
    expect([effects.background, effects.noiseSuppression, effects.problem]).to.deep.equal([
      'none',
      false,
      undefined,
    ]);
    expect([effects.obstacle('background'), effects.obstacle('noise')]).to.deep.equal([undefined, undefined]);
  });

  it('blur what is shown and sent, and no longer', async () => {
    await session.openMedia();
    const effects = Effects.of(session);
    effects.patience = Infinity;
    const captured = session.media.getTrack('camera');
    let changes = 0;
    effects.addEventListener('change', () => (changes += 1));
    await effects.setBackground('blur');
    expect([effects.background, changes]).to.deep.equal(['blur', 1]);
    const sent = session.media.getSentTrack('camera');
    expect(sent).to.not.equal(captured);
    const eye = new Eye(sent);
    undo.push(() => eye.close());
    const before = variance(pixelsOf(await photo(), PHOTO.width, PHOTO.height), BACKGROUND);
    await eye.waitFor('nothing is blurred', (pixels) => variance(pixels, BACKGROUND) < before / 2);
    await effects.setBackground('none');
    expect([session.media.getSentTrack('camera'), sent?.readyState, captured?.readyState]).to.deep.equal([
      captured,
      'ended',
      'live',
    ]);
  });

  it('take noise out of what is sent, and leave it muted', async () => {
    await session.openMedia();
    const effects = Effects.of(session);
    effects.patience = Infinity;
    const captured = session.media.getTrack('microphone');
    await effects.setNoiseSuppression(true);
    const sent = session.media.getSentTrack('microphone');
    expect([effects.noiseSuppression, sent === captured]).to.deep.equal([true, false]);
    await session.toggleMicrophone(false);
    expect([sent?.enabled, captured?.enabled]).to.deep.equal([false, false]);
    await effects.setNoiseSuppression(false);
    expect(session.media.getSentTrack('microphone')).to.equal(captured);
  });

  it('stand beside the stages of the page, and before them', async () => {
    await session.openMedia();
    const own: MediaStage = { process: (track) => track };
    await session.media.setStages('camera', [own]);
    const effects = Effects.of(session);
    await effects.setBackground('blur');
    expect(session.media.getStages('camera')).to.have.length(2);
    expect(session.media.getStages('camera')[1]).to.equal(own);
    await effects.setBackground('none');
    expect(session.media.getStages('camera')).to.deep.equal([own]);
  });

  it('have the camera itself blur, where it can', async () => {
    await session.openMedia();
    const track = session.media.getTrack('camera')!;
    let isBlurred = false;
    const asked: unknown[] = [];
    Object.assign(track, {
      getCapabilities: () => ({ backgroundBlur: [false, true] }),
      getConstraints: () => ({ width: { ideal: 640 } }),
      getSettings: () => ({ backgroundBlur: isBlurred }),
      applyConstraints: (constraints: MediaTrackConstraints) => {
        asked.push(constraints);
        isBlurred = constraints.backgroundBlur === true;
        return Promise.resolve();
      },
    });
    await Effects.of(session).setBackground('blur');
    expect(asked).to.deep.equal([{ width: { ideal: 640 }, backgroundBlur: true }]);
    expect(session.media.getSentTrack('camera')).to.equal(track);
    // Other constraints have switched it off.
    isBlurred = false;
    track.dispatchEvent(new Event('configurationchange'));
    await waitUntil(() => isBlurred, 'it stays off');
    await Effects.of(session).setBackground('none');
    expect(isBlurred).to.equal(false);
  });

  for (const [what, picture, code] of [
    ['a text', () => Promise.resolve(new Blob(['hello'], { type: 'image/png' })), 'invalid-options'],
    ['nothing', () => Promise.resolve(new Blob()), 'invalid-options'],
    ['a file of 10 MB', () => Promise.resolve(new Blob([new Uint8Array(10_000_001)])), 'invalid-options'],
    ['a picture of 49 megapixels', () => file(7000, 7000, 'image/jpeg'), 'invalid-options'],
    ['an address that gives a page', () => Promise.resolve('/test/unit/tsconfig.json'), 'invalid-options'],
    ['an address that gives nothing', () => Promise.resolve('/there-is-no-such.png'), 'load-failed'],
    ['an address that is none', () => Promise.resolve('http://'), 'load-failed'],
  ] as const) {
    it(`refuse ${what} as a background, and leave the camera as it is`, async () => {
      await session.openMedia();
      const captured = session.media.getTrack('camera');
      const effects = Effects.of(session);
      expect(await failure(effects.setBackground(await picture()))).to.include({ code, subject: 'camera' });
      expect([effects.background, effects.problem, localStorage.getItem(KEY)]).to.deep.equal([
        'none',
        undefined,
        null,
      ]);
      expect(session.media.getSentTrack('camera')).to.equal(captured);
    });
  }

  it('refuse an answer that never ends', async () => {
    const { fetch } = globalThis;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
      cancel: () => {
        isCancelled = true;
      },
    });
    globalThis.fetch = () => Promise.resolve(new Response(endless));
    undo.push(() => (globalThis.fetch = fetch));
    expect(await failure(Effects.of(session).setBackground('/endless.png'))).to.include({
      code: 'invalid-options',
    });
    expect(isCancelled).to.equal(true);
  });

  it('leave the camera as it is where a file of theirs is missing', async () => {
    await session.openMedia();
    const captured = session.media.getTrack('camera');
    missInWorker();
    const effects = Effects.of(session);
    expect(await failure(effects.setBackground('blur'))).to.include({ code: 'load-failed' });
    expect([effects.background, session.media.getSentTrack('camera')]).to.deep.equal(['none', captured]);
    expect(captured?.readyState).to.equal('live');
  });

  it('leave the microphone as it is where a file of theirs is missing', async () => {
    await session.openMedia();
    const captured = session.media.getTrack('microphone');
    miss(/rnnoise/);
    const effects = Effects.of(session);
    expect(await failure(effects.setNoiseSuppression(true))).to.include({ code: 'load-failed' });
    expect([effects.noiseSuppression, session.media.getSentTrack('microphone')]).to.deep.equal([
      false,
      captured,
    ]);
  });

  it('say so when they fail later, and the camera goes on without them', async () => {
    const effects = Effects.of(session);
    await effects.setBackground('blur');
    missInWorker();
    const failed = nextEvent(effects, 'change', () => effects.problem !== undefined);
    await session.openMedia();
    await failed;
    expect([effects.background, effects.problem?.effect, effects.problem?.error.code]).to.deep.equal([
      'none',
      'background',
      'load-failed',
    ]);
    await waitUntil(() => session.media.getTrack('camera'), 'no camera');
    expect(session.media.getTrack('camera')).to.equal(session.media.getCapturedTrack('camera'));
    // The next call tries it again.
    expect(localStorage.getItem(KEY)).to.include('blur');
  });

  it('switch themselves off where the machine is too slow, and say so once', async () => {
    await session.openMedia();
    const effects = Effects.of(session);
    await effects.setBackground('blur');
    const captured = session.media.getCapturedTrack('camera')!;
    // A camera of so many frames that no machine can keep up.
    captured.getSettings = () => ({ frameRate: 100_000 });
    effects.patience = 0;
    await effects.setBackground('none');
    const problems: unknown[] = [];
    effects.addEventListener('change', () => effects.problem && problems.push(effects.problem));
    await effects.setBackground('blur');
    await waitUntil(() => problems.length > 0, 'it goes on');
    expect(effects.problem).to.have.nested.property('error.code', 'too-slow');
    expect(problems).to.have.length(1);
    await waitUntil(() => session.media.getTrack('camera') === captured, 'the background stays');
    expect(effects.background).to.equal('none');
  });

  it('are remembered, and there again with the next call', async () => {
    const effects = Effects.of(session);
    await effects.setBackground('blur');
    await effects.setNoiseSuppression(true);
    const next = new CallSession();
    undo.push(() => next.dispose());
    const again = Effects.of(next);
    await waitUntil(() => again.background === 'blur' && again.noiseSuppression, 'they are forgotten');
    await effects.setBackground('none');
    await effects.setNoiseSuppression(false);
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('remember a picture, reduced to the size of a camera', async () => {
    await Effects.of(session).setBackground(await file(2560, 1440));
    const next = new CallSession();
    undo.push(() => next.dispose());
    const again = Effects.of(next);
    await waitUntil(() => again.background instanceof Blob, 'it is forgotten');
    const { width, height } = await createImageBitmap(again.background as Blob);
    expect([width, height]).to.deep.equal([1280, 720]);
  });

  it('send nothing of the camera before a remembered background is there', async () => {
    await session.openMedia();
    localStorage.setItem(KEY, JSON.stringify({ background: 'blur', noiseSuppression: false }));
    const effects = Effects.of(session);
    await waitUntil(() => session.media.getSentTrack('camera') === null, 'it is sent as it is');
    await waitUntil(() => effects.background === 'blur', 'it never starts');
    expect(session.media.getSentTrack('camera')).to.not.equal(session.media.getCapturedTrack('camera'));
  });

  for (const stored of ['{', '[]', '7', '{"background":7,"noiseSuppression":"yes"}', 'null']) {
    it(`start with nothing where ${stored} is stored`, () => {
      localStorage.setItem(KEY, stored);
      const effects = Effects.of(session);
      expect([effects.background, effects.noiseSuppression]).to.deep.equal(['none', false]);
    });
  }

  it('belong to the last choice, however fast it follows', async () => {
    await session.openMedia();
    const effects = Effects.of(session);
    await Promise.all([effects.setBackground('blur'), effects.setBackground('none')]);
    expect(effects.background).to.equal('none');
    expect(session.media.getStages('camera')).to.deep.equal([]);
    expect(session.media.getTrack('camera')).to.equal(session.media.getCapturedTrack('camera'));
  });
});
