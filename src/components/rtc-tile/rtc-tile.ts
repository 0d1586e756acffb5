import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { hue, initials } from '../../internal/avatar.js';
import { icon } from '../kit/icons.js';
import { offerElement } from '../kit/on-demand.js';
import { playAgain } from '../kit/play-again.js';
import { SessionElement } from '../kit/session-element.js';
import type { TileContent } from './tile-content.js';

offerElement('rtc-elapsed', () => import('../rtc-elapsed/define.js'));
offerElement('rtc-tile-marks', () => import('./marks/define.js'));
offerElement('rtc-tile-tools', () => import('./tools/define.js'));

/** A rounded tile with somebody's picture, or their initials, and a badge with their name. */
export abstract class RtcTile extends SessionElement {
  static override readonly parts: string =
    'tile,video,avatar,badge,name,muted-icon,hint,sound-button,retry-button,speaking-icon,quality-icon,' +
    'silenced-icon,tools-button,menu,menu-item,connection,volume,standing';
  /** Camera or screen of the participant. */
  abstract source: 'camera' | 'screen';

  /** Whether the person has given the tile a big place; undefined where no stage could do that. */
  @property({ attribute: false }) pinned: boolean | undefined;

  /**
   * Whether the tile has a menu. Not while people wait for each other, since loading it would make them wait longer.
   *
   * @internal
   */
  @property({ attribute: false }) hasTools = false;

  @query('video') protected readonly video!: HTMLVideoElement;

  /** The video has shown a picture of its current stream. */
  @state() private picture = false;

  /** Kept, since a video starts over with another stream. Made late, since not every browser has MediaStream. */
  #stream: MediaStream | undefined;
  /** Aborted when the tile leaves the document. */
  #watching: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    document.addEventListener('visibilitychange', () => this.#handlePause(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watching?.abort();
  }

  /** Sets a custom state of the tile from one of its pieces that are loaded later. */
  toggleState(name: string, on: boolean): void {
    this.states.toggle(name, on);
  }

  /** Shows exactly these tracks. Returns whether the video has to be started. */
  protected show(tracks: readonly (MediaStreamTrack | null)[]): boolean {
    const { video } = this;
    const wanted = tracks.filter((track) => track !== null);
    const stream = wanted.length > 0 ? (this.#stream ??= new MediaStream()) : null;
    let replaced = false;
    for (const track of this.#stream?.getTracks() ?? []) {
      if (wanted.includes(track)) continue;
      this.#stream?.removeTrack(track);
      replaced ||= wanted.some(({ kind }) => kind === track.kind);
    }
    for (const track of wanted) stream?.addTrack(track);
    // WebKit keeps showing a track that was replaced until the stream is set again.
    if (replaced || video.srcObject !== stream) video.srcObject = stream;
    return stream !== null && video.paused;
  }

  protected renderTile(content: TileContent): TemplateResult {
    const { id, name, muted } = content;
    const label = content.label ?? (name || this.words.term('guest'));
    const showing = content.camera && this.picture;
    return html`<div
      part="tile"
      class="tile"
      role="group"
      aria-label=${label}
      .style=${`--_hue: ${String(hue(id || name))}`}
    >
      <video
        part="video"
        class="${showing ? 'showing' : ''} ${content.mirrored ? 'mirrored' : ''}"
        playsinline
        @loadeddata=${this.#handlePicture}
        @resize=${this.#handlePicture}
        @emptied=${this.#handlePicture}
        @pause=${this.#handlePause}
      ></video>
      ${
        showing
          ? nothing
          : html`<div part="avatar" class="avatar" aria-hidden="true">
              ${initials(name) || icon('person')}
            </div>`
      }
      <div part="badge" class="badge">
        ${
          muted
            ? html`<span part="muted-icon" class="muted"
                >${icon('microphone-off')}<span class="hidden"
                  >${this.words.term('microphoneIsOff')}</span
                ></span
              >`
            : nothing
        }
        ${id ? html`<rtc-tile-marks .tile=${this} .content=${content}></rtc-tile-marks>` : nothing}
        <bdi part="name" class="name">${label}</bdi>
      </div>
      ${content.overlay ?? nothing}
      ${
        id && this.hasTools
          ? html`<rtc-tile-tools .tile=${this} .content=${content}></rtc-tile-tools>`
          : nothing
      }
    </div>`;
  }

  /**
   * A hint over the picture (connecting, away, …), with the time since `since` (ms since 1970) and a button. Nothing in
   * it turns: what moves is drawn sixty times a second, just while connections need the processor.
   *
   * @param busy - Whether something is awaited.
   */
  protected renderHint(
    text: unknown,
    busy: boolean,
    since?: number,
    button?: TemplateResult,
  ): TemplateResult {
    return html`<div part="hint" class="hint ${busy ? 'busy' : ''}">
      <span>${text} ${since === undefined ? nothing : html`<rtc-elapsed .since=${since}></rtc-elapsed>`}</span
      >${button ?? nothing}
    </div>`;
  }

  /** Starts the video, and handles a refusal of the browser. */
  protected abstract play(): Promise<void>;

  #handlePause(): void {
    playAgain(this.video, () => this.play());
  }

  #handlePicture(): void {
    // Sound alone fires `loadeddata`, too; a picture that follows it fires `resize`.
    this.picture = this.video.srcObject !== null && (this.picture || this.video.videoWidth > 0);
  }
}
