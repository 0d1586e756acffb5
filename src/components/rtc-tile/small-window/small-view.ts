import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSession } from '../../../core/index.js';
import type { Look } from '../../../core/viewing/index.js';
import { hue, initials } from '../../../internal/avatar.js';
import { fitOf } from '../../../internal/fit.js';
import { playAgain } from '../../kit/play-again.js';
import { roundButton, toggleButton } from '../../kit/toggle-button.js';
import { keyOf, type TileOf } from '../../rtc-stage/places.js';
import { base, roundButtons } from '../../styles/base.styles.js';
import { registerUnit } from '../../styles/unit.js';
import type { Localize } from '../../words/localize.js';
import { pictureSize } from '../look/picture-size.js';
import { styles } from './small-view.styles.js';

const handlePause = ({ currentTarget }: Event): void => {
  const video = currentTarget as HTMLVideoElement;
  playAgain(video, () => video.play().catch(() => undefined));
};

/**
 * The call in the document of the small window, which does not know the custom elements of the page: pictures, names and
 * buttons. The sound stays in the page.
 */
export class SmallView {
  readonly #root: ShadowRoot;
  readonly #words: Localize;
  readonly #streams = new Map<MediaStreamTrack, MediaStream>();
  /** Tiles of the last rendering. */
  #tiles: readonly TileOf[] = [];

  constructor(document: Document, words: Localize) {
    this.#words = words;
    document.body.style.margin = '0';
    const host = document.body.appendChild(document.createElement('div'));
    this.#root = host.attachShadow({ mode: 'open' });
    // A document adopts only style sheets of its own, and a <style> element needs `unsafe-inline`.
    const { CSSStyleSheet: Sheet, CSS: css } = (document.defaultView ?? window) as typeof globalThis;
    registerUnit(css);
    const sheet = new Sheet();
    sheet.replaceSync([...base, roundButtons, styles].map(({ cssText }) => cssText).join('\n'));
    this.#root.adoptedStyleSheets = [sheet];
  }

  /** Shows these, the first one big. */
  render(session: CallSession, tiles: readonly TileOf[]): void {
    const words = this.#words;
    const [first, ...others] = (this.#tiles = tiles);
    const template = html`<div class="view">
      ${first ? this.#picture(session, first) : nothing}
      ${
        others.length > 0
          ? html`<div class="strip">${repeat(others, keyOf, (tile) => this.#picture(session, tile))}</div>`
          : nothing
      }
      <div class="bar" role="toolbar" aria-label=${words.term('controls')}>
        ${toggleButton(words, session, 'microphone')}${toggleButton(words, session, 'camera')}${roundButton({
          name: 'leave',
          label: words.term('leave'),
          picture: 'leave',
          look: 'danger',
          onClick: () => void session.leave(),
        })}
      </div>
    </div>`;
    render(template, this.#root);
    this.fit();
  }

  /** Fits the pictures into their places, as in the tiles of the page. */
  fit(): void {
    for (const video of this.#root.querySelectorAll<HTMLVideoElement>('video.camera')) {
      const { clientWidth: width, clientHeight: height, videoWidth, videoHeight } = video;
      if (videoWidth === 0 || height === 0) continue;
      const fit = fitOf({ width, height }, { width: videoWidth, height: videoHeight });
      if (video.style.objectFit !== fit) video.style.objectFit = fit;
    }
  }

  /** The pictures that are seen here, in their sizes. */
  get looks(): readonly Look[] {
    return this.#tiles.flatMap(({ participant, source }) => {
      const video = this.#root.querySelector<HTMLVideoElement>(
        `video[data-tile="${CSS.escape(keyOf({ participant, source }))}"]`,
      );
      const view = video && pictureSize(video);
      return view ? [{ participant, source, view }] : [];
    });
  }

  /** Removes everything, so that no video keeps a stream. */
  clear(): void {
    render(nothing, this.#root);
    this.#streams.clear();
  }

  #picture(session: CallSession, { participant, source }: TileOf): TemplateResult {
    const someone = [session.self, ...session.participants].find(({ id }) => id === participant);
    const track = someone?.media[source] ? session.getTrack(participant, source, true) : null;
    const { name = '' } = someone ?? {};
    const label = someone === session.self ? this.#words.term('you') : name || this.#words.term('guest');
    return html`<figure .style=${`--_hue: ${String(hue(participant))}`}>
      ${
        track
          ? html`<video
              class=${source}
              data-tile=${keyOf({ participant, source })}
              autoplay
              playsinline
              .muted=${true}
              .srcObject=${live(this.#stream(track))}
              @pause=${handlePause}
              @resize=${() => this.fit()}
            ></video>`
          : html`<span class="avatar" aria-hidden="true">${initials(name)}</span>`
      }
      <figcaption><bdi>${label}</bdi></figcaption>
    </figure>`;
  }

  /** One stream for each track, which a video is given once: another assignment, even of the same one, makes it start over. */
  #stream(track: MediaStreamTrack): MediaStream {
    const stream = this.#streams.get(track) ?? new MediaStream([track]);
    this.#streams.set(track, stream);
    return stream;
  }
}
