import { expect } from '@open-wc/testing';
import { Painter } from '../../../../../src/core/features/recording/painter.js';
import type { Scene, SceneTile } from '../../../../../src/core/features/recording/scene.js';
import { play } from '../../../support/media.js';
import { waitUntil } from '../../../support/wait-until.js';
import { colourAt } from './files.js';
import { afterwards, cleanUp } from './support.js';

const EDGE = 'rgb(220, 40, 40)';
const MIDDLE = 'rgb(40, 200, 60)';
const COLOURS = [EDGE, MIDDLE];

/** A picture of this size that is playing, with an edge of another colour that is a tenth of it wide. */
async function framed(width: number, height: number): Promise<HTMLVideoElement> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d')!;
  const paint = (): void => {
    context.fillStyle = EDGE;
    context.fillRect(0, 0, width, height);
    context.fillStyle = MIDDLE;
    context.fillRect(width / 10, height / 10, width * 0.8, height * 0.8);
  };
  paint();
  const timer = setInterval(paint, 100);
  const video = play(...canvas.captureStream(10).getTracks());
  afterwards(() => {
    clearInterval(timer);
    video.remove();
    video.srcObject = null;
  });
  await waitUntil(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0);
  return video;
}

const trackOf = (video: HTMLVideoElement): MediaStreamTrack =>
  (video.srcObject as MediaStream).getVideoTracks()[0]!;

const tile = (video: HTMLVideoElement | undefined, source: SceneTile['source'] = 'camera'): SceneTile => ({
  participant: 'ann',
  source,
  name: '',
  track: video ? trackOf(video) : null,
});

/** The pixels of a canvas of this size on which these scenes were painted, one after the other. */
function painted(
  width: number,
  height: number,
  videos: HTMLVideoElement[],
  ...scenes: Partial<Scene>[]
): ImageData {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d')!;
  const painter = new Painter(context, (track) => videos.find((video) => trackOf(video) === track));
  for (const scene of scenes) painter.paint({ big: [], small: [], sounds: [], ...scene });
  return context.getImageData(0, 0, width, height);
}

/** The colours across the middle of the picture, from the left and from the top. */
const across = (image: ImageData): string[] => [0.03, 0.5, 0.97].map((x) => colourAt(image, x, 0.5, COLOURS));
const down = (image: ImageData): string[] => [0.03, 0.5, 0.97].map((y) => colourAt(image, 0.5, y, COLOURS));

describe('Painter', () => {
  afterEach(cleanUp);

  it('shows all of a phone that is held upright, and of an old camera', async () => {
    for (const size of [
      [90, 160],
      [160, 120],
    ] as const) {
      const video = await framed(size[0], size[1]);
      const image = painted(320, 180, [video], { small: [tile(video)] });
      expect(down(image)).to.deep.equal([EDGE, MIDDLE, EDGE]);
      const [left, middle, right] = across(image);
      expect(middle).to.equal(MIDDLE);
      expect(COLOURS).not.to.include(left);
      expect(COLOURS).not.to.include(right);
    }
  });

  it('fills a tile with a camera that loses little, and never cuts off the edge of a screen', async () => {
    const video = await framed(160, 100);
    const [camera, screen] = (['camera', 'screen'] as const).map((source) =>
      painted(400, 186, [video], { big: [tile(video, source)] }),
    );
    // Just inside of the tile, which is a little wider than the picture.
    expect(colourAt(camera!, 0.12, 0.5, COLOURS)).to.equal(EDGE);
    expect(COLOURS).not.to.include(colourAt(screen!, 0.12, 0.5, COLOURS));
    expect(down(screen!)).to.deep.equal([EDGE, MIDDLE, EDGE]);
  });

  it('gives each shape its room, and notices when another one comes', async () => {
    const [wide, phone] = [await framed(160, 90), await framed(90, 160)];
    const wideFirst = { small: [tile(wide), tile(phone)] };
    const phoneFirst = { small: [tile(phone), tile(wide)] };
    const videos = [wide, phone];
    // The edge of the first one, which is as much wider as its picture.
    const edge = (image: ImageData): string => colourAt(image, 0.08, 0.5, COLOURS);
    expect(edge(painted(480, 180, videos, wideFirst))).to.equal(EDGE);
    expect(edge(painted(480, 180, videos, phoneFirst))).to.equal(MIDDLE);
    expect(edge(painted(480, 180, videos, wideFirst, phoneFirst))).to.equal(MIDDLE);
  });

  it('paints initials where there is no picture', () => {
    const image = painted(320, 180, [], { small: [{ ...tile(undefined), name: 'Ann' }] });
    expect(COLOURS).not.to.include(colourAt(image, 0.5, 0.5, COLOURS));
    expect(colourAt(image, 0.5, 0.5, ['rgb(18, 20, 23)'])).not.to.equal('rgb(18, 20, 23)');
  });
});
