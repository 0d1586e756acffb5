import { expect } from '@open-wc/testing';
import { BackgroundStage } from '../../../../../src/core/features/effects/background/background-stage.js';
import { waitUntil } from '../../../support/wait-until.js';
import { BACKGROUND, Eye, PERSON, photo, photoCamera, PHOTO, pixelsOf, variance } from './support.js';

/** Of the photograph itself. */
interface Before {
  readonly person: number;
  readonly background: number;
}

describe('BackgroundStage', () => {
  let ending: AbortController;
  let undo: (() => void)[];
  let before: Before;

  beforeEach(async () => {
    const pixels = pixelsOf(await photo(), PHOTO.width, PHOTO.height);
    before = { person: variance(pixels, PERSON), background: variance(pixels, BACKGROUND) };
    ending = new AbortController();
    undo = [];
  });

  afterEach(() => {
    ending.abort();
    for (const step of undo) step();
  });

  /** Begins to look at what a stage makes of the camera. */
  async function look(
    picture?: ImageBitmap,
  ): Promise<{ eye: Eye; loads: number[]; output: MediaStreamTrack }> {
    const camera = await photoCamera();
    const loads: number[] = [];
    const stage = new BackgroundStage({
      picture: picture && (() => Promise.resolve(picture)),
      onPace: (load) => loads.push(load),
      onLost: (error) => {
        throw error ?? new Error('lost');
      },
    });
    const output = await stage.process(camera.track, ending.signal);
    const eye = new Eye(output);
    undo.push(() => {
      eye.close();
      output.stop();
      camera.close();
    });
    return { eye, loads, output };
  }

  const isPersonThere = (pixels: ImageData): boolean =>
    Math.abs(variance(pixels, PERSON) / before.person - 1) < 0.1;

  it('blurs the background, and leaves the person as they are', async () => {
    const { eye, loads } = await look();
    const seen = await eye.waitFor(
      'the background stays as it is',
      (pixels) => variance(pixels, BACKGROUND) < before.background / 2,
    );
    expect(isPersonThere(seen), `${variance(seen, PERSON)} in place of ${before.person}`).to.equal(true);
    await waitUntil(() => loads.length > 0, 'it does not say how long a frame takes');
    expect(loads[0]).to.be.greaterThan(0);
  });

  it('puts a picture in place of the background', async () => {
    const canvas = new OffscreenCanvas(32, 18);
    const context = canvas.getContext('2d');
    if (context) context.fillStyle = 'rgb(0, 200, 0)';
    context?.fillRect(0, 0, 32, 18);
    const { eye } = await look(canvas.transferToImageBitmap());
    const seen = await eye.waitFor('no green comes', (pixels) => variance(pixels, [0.6, 0, 0.7, 0.7]) < 20);
    const at = 4 * (60 * PHOTO.width + Math.round(0.65 * PHOTO.width));
    const [red = 0, green = 0, blue = 0] = seen.data.subarray(at, at + 3);
    expect(green - Math.max(red, blue), `${red} ${green} ${blue}`).to.be.greaterThan(120);
    expect(isPersonThere(seen), `${variance(seen, PERSON)} in place of ${before.person}`).to.equal(true);
  });

  it('follows another size of the camera', async () => {
    const canvas = document.createElement('canvas');
    const image = await photo();
    const paint = (width: number, height: number): void => {
      Object.assign(canvas, { width, height });
      canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    };
    paint(320, 180);
    const [track] = canvas.captureStream(15).getVideoTracks();
    const stage = new BackgroundStage({
      picture: undefined,
      onPace: () => undefined,
      onLost: () => undefined,
    });
    const output = await stage.process(track!, ending.signal);
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([output]);
    void video.play();
    const timer = setInterval(() => paint(canvas.width, canvas.height), 60);
    undo.push(() => {
      clearInterval(timer);
      video.srcObject = null;
      track?.stop();
      output.stop();
    });
    await waitUntil(() => video.videoWidth === 320, 'no picture comes');
    paint(480, 360);
    await waitUntil(() => video.videoWidth === 480 && video.videoHeight === 360, 'the size stays');
  });

  it('ends with its signal, and leaves the camera to the call', async () => {
    const camera = await photoCamera();
    undo.push(() => camera.close());
    const workers: Worker[] = [];
    const { Worker: Real } = globalThis;
    let terminated = 0;
    globalThis.Worker = class extends Real {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        workers.push(this);
      }
      override terminate(): void {
        terminated += 1;
        super.terminate();
      }
    };
    undo.push(() => (globalThis.Worker = Real));
    const stage = new BackgroundStage({
      picture: undefined,
      onPace: () => undefined,
      onLost: () => undefined,
    });
    const output = await stage.process(camera.track, ending.signal);
    expect(workers.length).to.be.greaterThan(0);
    ending.abort();
    await waitUntil(() => terminated === workers.length, 'a worker lives on');
    expect(camera.track.readyState).to.equal('live');
    output.stop();
  });
});
