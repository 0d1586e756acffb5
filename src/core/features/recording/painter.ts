import { hue, initials } from '../../../internal/avatar.js';
import { characters } from '../../../internal/characters.js';
import { equal } from '../../../internal/equal.js';
import { fitOf } from '../../../internal/fit.js';
import { Ratios } from '../../../internal/ratios.js';
import type { Box } from '../../../internal/rows.js';
import { arrange } from './arrange.js';
import type { Scene, SceneTile } from './scene.js';

/** The picture of a track, as far as there is one. */
export type PictureOf = (track: MediaStreamTrack) => HTMLVideoElement | undefined;

/** Shape of a tile whose camera is off. */
const WIDE = 16 / 9;

const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Paints scenes on a canvas: dark, as a call looks in the evening. */
export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #pictureOf: PictureOf;
  readonly #ratios = new Ratios<MediaStreamTrack>();
  /** Shapes of the pictures in the last frame, and their places: most frames have the same. */
  #shapes: readonly (readonly number[])[] = [];
  #places: readonly (readonly Box[])[] = [];

  constructor(context: CanvasRenderingContext2D, pictureOf: PictureOf) {
    this.#context = context;
    this.#pictureOf = pictureOf;
  }

  paint({ big, small }: Scene): void {
    const context = this.#context;
    const { width, height } = context.canvas;
    context.fillStyle = '#121417';
    context.fillRect(0, 0, width, height);
    const tiles = [big, small];
    const shapes = tiles.map((group) => group.map((tile) => this.#shapeOf(tile)));
    if (!equal(shapes, this.#shapes)) {
      this.#shapes = shapes;
      this.#places = arrange(shapes[0] ?? [], shapes[1] ?? [], width, height);
    }
    for (const [i, group] of tiles.entries()) {
      group.forEach((tile, j) => this.#paintTile(tile, this.#places[i]?.[j]));
    }
  }

  #shapeOf({ track }: SceneTile): number {
    if (!track) return WIDE;
    const { videoWidth: width = 0, videoHeight: height = 0 } = this.#pictureOf(track) ?? {};
    return this.#ratios.of(track, { width, height });
  }

  #paintTile({ participant, source, name, track }: SceneTile, box: Box | undefined): void {
    if (!box) return;
    const context = this.#context;
    const video = track && this.#pictureOf(track);
    const colour = hue(participant || name);
    context.save();
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, Math.min(12, box.height / 8));
    context.clip();
    context.fillStyle = source === 'screen' ? '#16181c' : `hsl(${colour} 14% 20%)`;
    context.fillRect(box.x, box.y, box.width, box.height);
    if (video) this.#paintVideo(video, box, source);
    else if (source === 'camera') this.#paintAvatar(initials(name), colour, box);
    if (name) this.#paintName(name, box);
    context.restore();
  }

  /** Fills the tile where that crops little of the picture, else shows all of it; and all of a screen always. */
  #paintVideo(video: HTMLVideoElement, box: Box, source: SceneTile['source']): void {
    const picture = { width: video.videoWidth, height: video.videoHeight };
    const across = box.width / picture.width;
    const down = box.height / picture.height;
    const covers = source === 'camera' && fitOf(box, picture) === 'cover';
    const scale = covers ? Math.max(across, down) : Math.min(across, down);
    const width = picture.width * scale;
    const height = picture.height * scale;
    const x = box.x + (box.width - width) / 2;
    const y = box.y + (box.height - height) / 2;
    this.#context.drawImage(video, x, y, width, height);
  }

  #paintAvatar(letters: string, colour: number, box: Box): void {
    const context = this.#context;
    const radius = Math.min(box.width, box.height) * 0.2;
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    context.fillStyle = `hsl(${colour} 40% 38%)`;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = '#fff';
    context.font = `550 ${Math.round(radius * 0.8)}px ${FONT}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(letters, x, y);
  }

  #paintName(name: string, box: Box): void {
    const context = this.#context;
    const size = Math.max(12, Math.min(20, Math.round(box.height * 0.06)));
    const space = Math.round(size * 0.6);
    context.font = `400 ${size}px ${FONT}`;
    context.textAlign = 'start';
    context.textBaseline = 'middle';
    const most = box.width - 4 * space;
    const text = fit(context, name, most);
    const width = Math.min(most, context.measureText(text).width) + 2 * space;
    const height = Math.round(size * 1.8);
    const x = box.x + space;
    const y = box.y + box.height - space - height;
    context.fillStyle = 'rgb(16 18 22 / 0.72)';
    context.beginPath();
    context.roundRect(x, y, width, height, height / 4);
    context.fill();
    context.fillStyle = '#fff';
    context.fillText(text, x + space, y + height / 2, most);
  }
}

/** The text, or as much of it as fits and an ellipsis. */
function fit(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const letters = characters(text);
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > width) letters.pop();
  return `${letters.join('')}…`;
}
