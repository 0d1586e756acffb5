import { expect } from '@open-wc/testing';
import { LocalMedia, RtcError, type MediaStage, type RtcErrorEvent } from '../../../../src/core/index.js';
import { FastClock } from '../../support/clock.js';
import { failure, nextEvent } from '../../support/events.js';
import { waitUntil } from '../../support/wait-until.js';

/** One pass of a stage: the track that it got, and the one that it gave. */
interface Pass {
  readonly input: MediaStreamTrack;
  readonly signal: AbortSignal;
  readonly output: MediaStreamTrack;
}

/** A picture of a stage's own. */
function pictureTrack(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) throw new Error('no track');
  return track;
}

/** A stage that returns pictures of its own, and notes all that it is asked for. */
function stage(): MediaStage & { readonly passes: Pass[] } {
  const passes: Pass[] = [];
  return {
    passes,
    process(input, signal) {
      const output = pictureTrack();
      passes.push({ input, signal, output });
      return output;
    },
  };
}

/** A stage that answers when the test says so. */
function heldStage(): MediaStage & { readonly passes: Pass[]; release(): void; fail(error: unknown): void } {
  const passes: Pass[] = [];
  const answers: { resolve: (track: MediaStreamTrack) => void; reject: (error: unknown) => void }[] = [];
  return {
    passes,
    process(input, signal) {
      passes.push({ input, signal, output: pictureTrack() });
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    release() {
      answers.forEach(({ resolve }, i) => resolve(passes[i]!.output));
    },
    fail(error) {
      for (const { reject } of answers) reject(error);
    },
  };
}

const stateOf = (track: MediaStreamTrack | null | undefined): string => track?.readyState ?? 'none';

describe('stages of LocalMedia', () => {
  let media: LocalMedia;
  let errors: RtcError[];

  beforeEach(() => {
    localStorage.clear();
    media = new LocalMedia();
    errors = [];
    media.addEventListener('rtc-error', ({ error }: RtcErrorEvent) => errors.push(error));
  });

  afterEach(() => {
    media.close();
  });

  it('show and send what a stage makes of the captured track', async () => {
    await media.open();
    const captured = media.getTrack('camera');
    const blur = stage();
    await media.setStages('camera', [blur]);
    const [{ input, output } = { input: null, output: null }] = blur.passes;
    expect(input).to.equal(captured);
    expect(media.getTrack('camera')).to.equal(output);
    expect(media.getSentTrack('camera')).to.equal(output);
    expect(media.getCapturedTrack('camera')).to.equal(captured);
    expect([stateOf(captured), media.sourceState('camera')]).to.deep.equal(['live', 'live']);
    expect(media.getStages('camera')).to.deep.equal([blur]);
    expect(media.getStages('microphone')).to.deep.equal([]);
  });

  it('pass a track on to each other, the first one first', async () => {
    await media.open();
    const [first, second] = [stage(), stage()];
    await media.setStages('camera', [first, second]);
    expect(second.passes[0]?.input).to.equal(first.passes[0]?.output);
    expect(media.getTrack('camera')).to.equal(second.passes[0]?.output);
  });

  it('may return the track that they get', async () => {
    await media.open();
    const captured = media.getTrack('camera');
    await media.setStages('camera', [{ process: (track) => track }]);
    expect(media.getTrack('camera')).to.equal(captured);
    await media.setStages('camera', []);
    expect([media.getTrack('camera'), stateOf(captured)]).to.deep.equal([captured, 'live']);
  });

  it('can be set before there is a track', async () => {
    const blur = stage();
    await media.setStages('camera', [blur]);
    expect(blur.passes).to.deep.equal([]);
    await media.open();
    await waitUntil(() => media.getTrack('camera'), 'no track comes');
    expect(media.getTrack('camera')).to.equal(blur.passes[0]?.output);
  });

  it('send nothing of a new track before they have started', async () => {
    const blur = heldStage();
    await media.setStages('camera', [blur]);
    await media.open();
    expect([media.camera, media.getTrack('camera'), media.getSentTrack('camera')]).to.deep.equal([
      true,
      null,
      null,
    ]);
    const changed = nextEvent(media, 'change', () => media.getSentTrack('camera') !== null);
    blur.release();
    await changed;
    expect(media.getSentTrack('camera')).to.equal(blur.passes[0]?.output);
  });

  it('leave the captured track as it is until they have started', async () => {
    await media.open();
    const captured = media.getTrack('camera');
    const blur = heldStage();
    const setting = media.setStages('camera', [blur]);
    await waitUntil(() => blur.passes.length, 'it does not start');
    expect(media.getSentTrack('camera')).to.equal(captured);
    blur.release();
    await setting;
    expect(media.getSentTrack('camera')).to.equal(blur.passes[0]?.output);
  });

  it('hold the captured track back where the page asks for it', async () => {
    await media.open();
    const blur = heldStage();
    const setting = media.setStages('camera', [blur], { holdBack: true });
    await waitUntil(() => blur.passes.length, 'it does not start');
    expect([media.getTrack('camera'), media.getSentTrack('camera')]).to.deep.equal([null, null]);
    blur.release();
    await setting;
    expect(media.getSentTrack('camera')).to.equal(blur.passes[0]?.output);
  });

  it('end with the camera, and start again with it', async () => {
    await media.open();
    const blur = stage();
    await media.setStages('camera', [blur]);
    const captured = media.getCapturedTrack('camera');
    await media.setCamera(false);
    const [first] = blur.passes;
    expect([stateOf(captured), stateOf(first?.output), first?.signal.aborted]).to.deep.equal([
      'ended',
      'ended',
      true,
    ]);
    expect(media.getTrack('camera')).to.equal(null);
    await media.setCamera(true);
    await waitUntil(() => media.getTrack('camera'), 'no track comes');
    expect(media.getTrack('camera')).to.equal(blur.passes[1]?.output);
    expect(blur.passes[1]?.input).to.equal(media.getCapturedTrack('camera'));
  });

  it('end when everything is closed, and are there in the next call', async () => {
    await media.open();
    const blur = stage();
    await media.setStages('camera', [blur]);
    media.close();
    expect([blur.passes[0]?.signal.aborted, stateOf(blur.passes[0]?.output)]).to.deep.equal([true, 'ended']);
    await media.open();
    await waitUntil(() => media.getTrack('camera'), 'no track comes');
    expect(media.getTrack('camera')).to.equal(blur.passes[1]?.output);
  });

  it('end with a device that is unplugged, and nobody is told of anything else', async () => {
    media.devicePolicy = 'manual';
    await media.open();
    const blur = stage();
    await media.setStages('camera', [blur]);
    const gone = nextEvent(media, 'rtc-error');
    const captured = media.getCapturedTrack('camera');
    const clock = new FastClock(1000);
    captured?.stop();
    // The order of these two is the browser's business.
    blur.passes[0]?.output.dispatchEvent(new Event('ended'));
    captured?.dispatchEvent(new Event('ended'));
    await gone;
    expect([stateOf(blur.passes[0]?.output), media.getTrack('camera')]).to.deep.equal(['ended', null]);
    await waitUntil(() => clock.passed.includes(500), 'nobody looks whether the device has gone');
    clock.stop();
    expect(errors.map(({ code }) => code)).to.deep.equal(['device-unavailable']);
  });

  it('follow to another device, and let go of the previous one once the new one is sent', async () => {
    await media.open();
    const blur = stage();
    await media.setStages('camera', [blur]);
    const [before] = blur.passes;
    const states: string[] = [];
    media.addEventListener('change', () => {
      if (media.getTrack('camera') === blur.passes[1]?.output) states.push(stateOf(before?.output));
    });
    await media.selectDevice('videoinput', media.devices.list('videoinput').at(-1)?.deviceId ?? '');
    await waitUntil(() => media.getTrack('camera') === blur.passes[1]?.output, 'no other track comes');
    expect(states[0]).to.equal('live');
    expect([before?.signal.aborted, stateOf(before?.output), stateOf(before?.input)]).to.deep.equal([
      true,
      'ended',
      'ended',
    ]);
    expect(errors).to.deep.equal([]);
  });

  it('replace each other without a gap', async () => {
    await media.open();
    const [blur, picture] = [stage(), heldStage()];
    await media.setStages('camera', [blur]);
    const setting = media.setStages('camera', [picture]);
    await waitUntil(() => picture.passes.length, 'it does not start');
    expect(media.getTrack('camera')).to.equal(blur.passes[0]?.output);
    picture.release();
    await setting;
    expect(media.getTrack('camera')).to.equal(picture.passes[0]?.output);
    expect(picture.passes[0]?.input).to.equal(media.getCapturedTrack('camera'));
    expect(stateOf(blur.passes[0]?.output)).to.equal('ended');
  });

  it('are taken away while they start: what they return later is stopped', async () => {
    await media.open();
    const captured = media.getTrack('camera');
    const slow = heldStage();
    const setting = media.setStages('camera', [slow]);
    await waitUntil(() => slow.passes.length, 'it does not start');
    await media.setStages('camera', []);
    await setting;
    expect(slow.passes[0]?.signal.aborted).to.equal(true);
    slow.release();
    await waitUntil(() => stateOf(slow.passes[0]?.output) === 'ended', 'it lives on');
    expect([media.getTrack('camera'), stateOf(captured)]).to.deep.equal([captured, 'live']);
  });

  it('mute on what is sent', async () => {
    const context = new AudioContext();
    const [radio] = context.createMediaStreamDestination().stream.getAudioTracks();
    await media.open();
    await media.setStages('microphone', [{ process: () => radio! }]);
    expect(media.getSentTrack('microphone')).to.equal(radio);
    await media.setMicrophone(false);
    expect([radio?.enabled, media.getCapturedTrack('microphone')?.enabled]).to.deep.equal([false, false]);
    await media.setMicrophone(true);
    expect([radio?.enabled, media.getCapturedTrack('microphone')?.enabled]).to.deep.equal([true, true]);
    await context.close();
  });

  it('start muted with a muted microphone', async () => {
    const context = new AudioContext();
    const [radio] = context.createMediaStreamDestination().stream.getAudioTracks();
    await media.open();
    await media.setMicrophone(false);
    await media.setStages('microphone', [{ process: () => radio! }]);
    expect(media.getSentTrack('microphone')).to.include({ id: radio?.id, enabled: false });
    await context.close();
  });

  for (const [what, broken] of [
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['returns nothing', () => undefined as unknown as MediaStreamTrack],
    [
      'returns a track that has ended',
      () => {
        const track = pictureTrack();
        track.stop();
        return track;
      },
    ],
    [
      'returns a track of another kind',
      () => new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!,
    ],
  ] as const) {
    it(`change nothing when one of them ${what} at once`, async () => {
      await media.open();
      const blur = stage();
      await media.setStages('camera', [blur]);
      const error = await failure(media.setStages('camera', [blur, { process: broken }]));
      expect(error).to.include({ code: 'internal', subject: 'camera' });
      expect(media.getStages('camera')).to.deep.equal([blur]);
      expect(media.getTrack('camera')).to.equal(blur.passes[0]?.output);
      // Of the pass that failed nothing is left.
      expect([stateOf(blur.passes[0]?.output), stateOf(blur.passes[1]?.output)]).to.deep.equal([
        'live',
        'ended',
      ]);
      expect(errors).to.deep.equal([]);
    });
  }

  it('show the captured track again when they fail after it was held back', async () => {
    await media.open();
    const captured = media.getTrack('camera');
    const broken = { process: () => Promise.reject(new RtcError('load-failed', 'no')) };
    expect(await failure(media.setStages('camera', [broken], { holdBack: true }))).to.include({
      code: 'load-failed',
    });
    expect(media.getTrack('camera')).to.equal(captured);
  });

  it('are given up when they fail with a later track, and the call goes on without them', async () => {
    await media.open();
    let isBroken = false;
    const fragile: MediaStage = {
      process: () => (isBroken ? Promise.reject(new Error('no')) : pictureTrack()),
    };
    await media.setStages('camera', [fragile]);
    isBroken = true;
    await media.setCamera(false);
    const reported = nextEvent(media, 'rtc-error');
    await media.setCamera(true);
    await reported;
    expect(errors.map(({ code, subject }) => [code, subject])).to.deep.equal([['internal', 'camera']]);
    expect(media.getStages('camera')).to.deep.equal([]);
    expect(media.getTrack('camera')).to.equal(media.getCapturedTrack('camera'));
    expect(stateOf(media.getTrack('camera'))).to.equal('live');
  });

  it('are given up when a track of theirs ends by itself', async () => {
    await media.open();
    const blur = stage();
    await media.setStages('camera', [blur]);
    const reported = nextEvent(media, 'rtc-error');
    blur.passes[0]?.output.dispatchEvent(new Event('ended'));
    await reported;
    expect(errors.map(({ code, subject }) => [code, subject])).to.deep.equal([['internal', 'camera']]);
    expect(media.getTrack('camera')).to.equal(media.getCapturedTrack('camera'));
    expect(blur.passes[0]?.signal.aborted).to.equal(true);
  });

  it('have some time to start, and no more', async () => {
    await media.open();
    const captured = media.getTrack('camera');
    const clock = new FastClock(100);
    const never = heldStage();
    const error = await failure(media.setStages('camera', [never])).finally(() => clock.stop());
    expect(error).to.include({ code: 'internal', subject: 'camera' });
    expect(clock.delays).to.deep.equal([15_000]);
    expect([media.getTrack('camera'), never.passes[0]?.signal.aborted]).to.deep.equal([captured, true]);
    never.release();
    await waitUntil(() => stateOf(never.passes[0]?.output) === 'ended', 'it lives on');
  });

  it('belong to the last who set them, in whichever order they start', async () => {
    await media.open();
    const [slow, broken] = [heldStage(), { process: () => Promise.reject(new Error('no')) }];
    const first = media.setStages('camera', [slow]);
    await waitUntil(() => slow.passes.length, 'it does not start');
    expect(await failure(media.setStages('camera', [broken]))).to.include({ code: 'internal' });
    await first;
    // Neither has ever run: the captured track is what there was.
    expect(media.getStages('camera')).to.deep.equal([]);
    expect(media.getTrack('camera')).to.equal(media.getCapturedTrack('camera'));
  });

  it('are given the camera only while it is on', async () => {
    await media.open();
    const slow = heldStage();
    const setting = media.setStages('camera', [slow]);
    await waitUntil(() => slow.passes.length, 'it does not start');
    await media.setCamera(false);
    await setting;
    slow.release();
    await waitUntil(() => stateOf(slow.passes[0]?.output) === 'ended', 'it lives on');
    expect(media.getTrack('camera')).to.equal(null);
    expect(media.getStages('camera')).to.deep.equal([slow]);
  });
});
