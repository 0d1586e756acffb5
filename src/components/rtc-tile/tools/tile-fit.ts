import { fitOf } from '../../../internal/fit.js';

/** A difference of ratios that nobody sees. */
const SAME = 0.01;

interface FittedTile extends HTMLElement {
  readonly source: 'camera' | 'screen';
  readonly renderRoot: ParentNode & EventTarget;
}

/**
 * Fits a picture into its tile, again whenever one of them changes its shape: it fills the tile where that crops little of it,
 * else all of it is shown. `--rtc-video-fit` has precedence, and over that what the person has chosen.
 */
export class TileFit {
  readonly #tile: FittedTile;

  /** @param signal - Ends it. */
  constructor(tile: FittedTile, signal: AbortSignal) {
    this.#tile = tile;
    const observer = new ResizeObserver(() => this.#fit());
    observer.observe(tile);
    signal.addEventListener('abort', () => observer.disconnect());
    // Events of a video do not bubble.
    tile.renderRoot.addEventListener('resize', () => this.#fit(), { signal, capture: true });
  }

  /** The fit that the person can change to; undefined where it makes no difference. */
  get other(): 'cover' | 'contain' | undefined {
    const video = this.#video;
    if (!video) return undefined;
    const { clientWidth, clientHeight } = this.#tile;
    const ratio = clientWidth / clientHeight / (video.videoWidth / video.videoHeight);
    if (Math.abs(ratio - 1) < SAME) return undefined;
    return fitShown(video) === 'cover' ? 'contain' : 'cover';
  }

  /** Has it the way that the person has chosen, as long as the tile is there. */
  choose(fit: 'cover' | 'contain'): void {
    const video = this.#video;
    if (!video) return;
    video.style.objectFit = '';
    // No longer a choice where it is so by itself: another shape of the tile may suit it better.
    if (fitShown(video) !== fit) video.style.objectFit = fit;
  }

  /** The video, if it has a picture and the tile is in sight. */
  get #video(): HTMLVideoElement | undefined {
    const video = this.#tile.renderRoot.querySelector('video');
    return video && video.videoWidth > 0 && this.#tile.clientWidth > 0 ? video : undefined;
  }

  #fit(): void {
    const video = this.#video;
    if (!video) return;
    const { source, clientWidth: width, clientHeight: height } = this.#tile;
    const picture = { width: video.videoWidth, height: video.videoHeight };
    // Letters at the edge of somebody's screen are not cut off.
    const fit = source === 'screen' ? 'contain' : fitOf({ width, height }, picture);
    if (video.style.getPropertyValue('--_fit') !== fit) video.style.setProperty('--_fit', fit);
  }
}

const fitShown = (video: HTMLVideoElement): string => getComputedStyle(video).objectFit;
