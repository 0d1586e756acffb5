import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession } from '../../../core/index.js';
import { Viewing, type Size } from '../../../core/viewing/index.js';
import type { TileContent } from '../tile-content.js';
import { pictureSize } from './picture-size.js';

/** A piece of a tile that exists as long as the tile shows somebody. */
interface Host extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly tile:
    | {
        readonly session: CallSession | undefined;
        readonly source: 'camera' | 'screen';
        readonly renderRoot: ParentNode;
      }
    | undefined;
  readonly content: TileContent | undefined;
}

/** Events of a video after which it may be seen in another size. */
const EVENTS = ['resize', 'enterpictureinpicture', 'leavepictureinpicture'] as const;

/** Says for one tile what is seen of its picture: nothing while it is hidden, scrolled away, or in a page in the background. */
export class TileLook implements ReactiveController {
  readonly #host: Host;
  readonly #onStanding: (stands: boolean) => void;
  #video: HTMLVideoElement | undefined;
  #session: CallSession | undefined;
  #isOnScreen = false;
  /** The small window of the browser that shows the video alone. */
  #window: PictureInPictureWindow | undefined;
  /** Aborted when the tile leaves the document. */
  #watching: AbortController | undefined;

  /** @param onStanding - Called with whether the picture stands still, since the device cannot show more. */
  constructor(host: Host, onStanding: (stands: boolean) => void) {
    this.#host = host;
    this.#onStanding = onStanding;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  hostUpdated(): void {
    const { tile, isConnected } = this.#host;
    if (!isConnected) return;
    const video = tile?.renderRoot.querySelector('video') ?? undefined;
    if (video !== this.#video || tile?.session !== this.#session) {
      this.#stop();
      if (tile?.session && video) this.#start(tile.session, video);
    }
    this.#look();
  }

  #start(session: CallSession, video: HTMLVideoElement): void {
    const { signal } = (this.#watching = new AbortController());
    this.#session = session;
    this.#video = video;
    const look = (): void => this.#look();
    const sizes = new ResizeObserver(look);
    const places = new IntersectionObserver((entries) => {
      this.#isOnScreen = entries.at(-1)?.isIntersecting === true;
      look();
    });
    sizes.observe(video);
    places.observe(video);
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      places.disconnect();
    });
    for (const type of EVENTS) {
      video.addEventListener(type, (event) => this.#handleVideo(event), { signal });
    }
    document.addEventListener('visibilitychange', look, { signal });
    session.addEventListener('change', look, { signal });
    Viewing.of(session).addEventListener('change', look, { signal });
  }

  #stop(): void {
    this.#watching?.abort();
    if (this.#session) Viewing.of(this.#session).show(this, []);
    this.#session = this.#video = this.#window = undefined;
    this.#isOnScreen = false;
  }

  #handleVideo(event: Event): void {
    if (event.type === 'enterpictureinpicture') {
      this.#window = (event as PictureInPictureEvent).pictureInPictureWindow;
      const options = this.#watching && { signal: this.#watching.signal };
      this.#window.addEventListener('resize', () => this.#look(), options);
    } else if (event.type === 'leavepictureinpicture') {
      this.#window = undefined;
    }
    this.#look();
  }

  #look(): void {
    const { tile, content } = this.#host;
    const session = this.#session;
    if (!tile || !session || !content || content.id === session.self.id) return;
    const viewing = Viewing.of(session);
    const { id: participant, camera: hasPicture } = content;
    const view = hasPicture ? this.#size() : null;
    viewing.show(this, [{ participant, source: tile.source, view }]);
    this.#onStanding(view !== null && tile.source === 'camera' && viewing.isStanding(participant));
  }

  /** Size in which the picture is seen; nothing where it is not. */
  #size(): Size | null {
    const video = this.#video;
    if (!video) return null;
    if (this.#window) return pictureSize(video, this.#window);
    const isSeen =
      this.#isOnScreen && !document.hidden && video.checkVisibility({ visibilityProperty: true });
    return isSeen ? pictureSize(video) : null;
  }
}
