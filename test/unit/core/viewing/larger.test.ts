import { expect } from '@open-wc/testing';
import { larger } from '../../../../src/core/viewing/larger.js';

/** Longer than a test may take, in ms. */
const NEVER = 1_000_000;

describe('larger', () => {
  let timer: ReturnType<typeof setInterval>;
  let track: MediaStreamTrack | undefined;

  afterEach(() => {
    clearInterval(timer);
    track?.stop();
  });

  /** The track of a canvas that is drawn ten times a second, with `change` before. */
  function drawn(change: (canvas: HTMLCanvasElement) => void): MediaStreamTrack {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    const context = canvas.getContext('2d')!;
    timer = setInterval(() => {
      change(canvas);
      context.fillStyle = `hsl(${Math.random() * 360} 50% 50%)`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 100);
    [track] = canvas.captureStream().getVideoTracks();
    return track!;
  }

  it('waits until the picture has grown', async () => {
    let steps = 0;
    await larger(
      drawn((canvas) => {
        steps += 1;
        canvas.width += 4;
      }),
      NEVER,
    );
    expect(steps).to.be.above(1);
  });

  it('waits no longer than it has the patience for', async () => {
    await larger(
      drawn(() => undefined),
      200,
    );
  });

  it('is not content with a picture that becomes smaller', async () => {
    let steps = 0;
    const smaller = 15;
    await larger(
      drawn((canvas) => {
        steps += 1;
        canvas.width += steps < smaller ? -2 : 4;
      }),
      NEVER,
    );
    expect(steps).to.be.above(smaller);
  });
});
