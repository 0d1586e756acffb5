import { expect } from '@open-wc/testing';
import { takeSnapshot } from '../../../../src/core/media/snapshot.js';
import { FastClock } from '../../support/clock.js';
import { failure } from '../../support/events.js';

describe('takeSnapshot', () => {
  let canvas: HTMLCanvasElement;
  let track: MediaStreamTrack;
  let painting: number;

  /** A picture whose left half is red and whose right half is blue. */
  beforeEach(() => {
    canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = canvas.getContext('2d');
    const paint = (): void => {
      for (const [i, color] of ['red', 'blue'].entries()) {
        if (context) context.fillStyle = color;
        context?.fillRect(i * 320, 0, 320, 360);
      }
      painting = requestAnimationFrame(paint);
    };
    paint();
    const [first] = canvas.captureStream(30).getTracks();
    if (!first) throw new Error('no track');
    track = first;
  });

  afterEach(() => {
    cancelAnimationFrame(painting);
    track.stop();
  });

  async function colors(blob: Blob): Promise<{ size: string; left: string; right: string }> {
    const image = await createImageBitmap(blob);
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const at = (x: number): string => {
      const [red = 0, , blue = 0] = context?.getImageData(x, 180, 1, 1).data ?? [];
      return red > blue ? 'red' : 'blue';
    };
    return { size: `${image.width}x${image.height}`, left: at(20), right: at(620) };
  }

  it('has the resolution and the content of the video', async () => {
    const blob = await takeSnapshot(track);
    expect(blob.type).to.equal('image/png');
    expect(await colors(blob)).to.deep.equal({ size: '640x360', left: 'red', right: 'blue' });
    expect(track.readyState).to.equal('live');
  });

  it('is taken of a later frame where the browser draws nothing of the first, as WebKitGTK does', async () => {
    const { drawImage } = CanvasRenderingContext2D.prototype;
    let drawn = 0;
    CanvasRenderingContext2D.prototype.drawImage = function (...args: unknown[]) {
      drawn += 1;
      if (drawn > 1) Reflect.apply(drawImage, this, args);
    };
    const blob = await takeSnapshot(track).finally(() => {
      CanvasRenderingContext2D.prototype.drawImage = drawImage;
    });
    expect(drawn).to.equal(2);
    expect(await colors(blob)).to.deep.equal({ size: '640x360', left: 'red', right: 'blue' });
  });

  it('has it also where the browser presents a frame before the element has data, as Chromium sometimes does', async () => {
    const { prototype } = HTMLVideoElement;
    const { requestVideoFrameCallback } = prototype;
    prototype.requestVideoFrameCallback = (callback) => {
      queueMicrotask(() => {
        callback(performance.now(), {} as VideoFrameCallbackMetadata);
      });
      return 1;
    };
    try {
      expect(await colors(await takeSnapshot(track))).to.deep.equal({
        size: '640x360',
        left: 'red',
        right: 'blue',
      });
    } finally {
      prototype.requestVideoFrameCallback = requestVideoFrameCallback;
    }
  });

  it('is mirrored where that is wanted', async () => {
    expect(await colors(await takeSnapshot(track, { mirror: true }))).to.include({
      left: 'blue',
      right: 'red',
    });
  });

  it('comes in other types, as good as wanted', async () => {
    const good = await takeSnapshot(track, { type: 'image/jpeg', quality: 1 });
    const bad = await takeSnapshot(track, { type: 'image/jpeg', quality: 0.1 });
    expect([good.type, bad.type]).to.deep.equal(['image/jpeg', 'image/jpeg']);
    expect(bad.size).to.be.lessThan(good.size);
  });

  it('comes as PNG where the browser cannot write a type, and says so', async () => {
    expect((await takeSnapshot(track, { type: 'image/x-unknown' })).type).to.equal('image/png');
  });

  for (const options of [
    { type: '' },
    { type: 'jpeg' },
    { type: 'text/html' },
    { type: 'image/png, image/jpeg' },
    { quality: -0.1 },
    { quality: 1.1 },
    { quality: NaN },
  ]) {
    it(`says what is wrong with ${JSON.stringify(options)} (${String(Object.values(options)[0])})`, async () => {
      const error = await failure(takeSnapshot(track, options));
      expect(error).to.include({ code: 'invalid-options', recoverable: false });
      expect(error)
        .to.have.property('message')
        .that.includes(String(Object.values(options)[0]));
    });
  }

  it('is refused where there is no video, or no picture on it', async () => {
    expect(await failure(takeSnapshot(null))).to.include({ code: 'no-picture' });
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    a.addTransceiver('video');
    await b.setRemoteDescription(await a.createOffer());
    const silent = b.getReceivers()[0]?.track ?? null;
    const clock = new FastClock(20, /\/media\/snapshot\.ts/);
    expect(await failure(takeSnapshot(silent))).to.include({ code: 'no-picture' });
    clock.stop();
    a.close();
    b.close();
  });
});
