import { hue, initials } from '../../../internal/avatar.js';
import { characters } from '../../../internal/characters.js';
import { arrange, type Box } from './arrange.js';
import type { Scene, SceneTile } from './scene.js';

/** The picture of a track, as far as there is one. */
export type PictureOf = (track: MediaStreamTrack) => HTMLVideoElement | undefined;

const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Paints scenes on a canvas: dark, as a call looks in the evening. */
export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #pictureOf: PictureOf;

  constructor(context: CanvasRenderingContext2D, pictureOf: PictureOf) {
    this.#context = context;
    this.#pictureOf = pictureOf;
  }

  paint({ big, small }: Scene): void {
    const context = this.#context;
    const { width, height } = context.canvas;
    context.fillStyle = '#121417';
    context.fillRect(0, 0, width, height);
    const [bigBoxes, smallBoxes] = arrange(big.length, small.length, width, height);
    big.forEach((tile, i) => this.#paintTile(tile, bigBoxes[i]));
    small.forEach((tile, i) => this.#paintTile(tile, smallBoxes[i]));
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
    if (video) this.#paintVideo(video, box, source === 'camera');
    else if (source === 'camera') this.#paintAvatar(initials(name), colour, box);
    if (name) this.#paintName(name, box);
    context.restore();
  }

  /** Fills the tile and loses the edges (`cover`), or shows all of it. */
  #paintVideo(video: HTMLVideoElement, box: Box, cover: boolean): void {
    const { videoWidth, videoHeight } = video;
    const across = box.width / videoWidth;
    const down = box.height / videoHeight;
    const scale = cover ? Math.max(across, down) : Math.min(across, down);
    const width = videoWidth * scale;
    const height = videoHeight * scale;
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
