import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { LocalMedia, RtcErrorEvent, toRtcError, type CallSession } from '../../core/index.js';
import { composedAncestors } from '../../internal/composed-tree.js';
import { RtcElement } from '../kit/rtc-element.js';
import { isHeldBack } from '../kit/toggle-button.js';
import { RtcTile } from '../rtc-tile/rtc-tile.js';
import { base } from '../styles/base.styles.js';
import { tile } from '../styles/tile.styles.js';
import { styles } from './rtc-local-video.styles.js';

/**
 * Camera or screen of this participant. Without a call, a preview: it opens the camera when the element is inserted and
 * closes it when the element is removed.
 *
 * @tag rtc-local-video
 * @summary Self view.
 * @fires {RtcErrorEvent} rtc-error - The camera could not be opened for a preview.
 * @csspart tile - The rounded tile.
 * @csspart video - The `<video>` inside.
 * @csspart avatar - Initials, while there is no picture.
 * @csspart badge - Around name and microphone.
 * @csspart name - The name.
 * @csspart muted-icon - The slashed microphone.
 * @csspart hint - The hint over the picture.
 * @csspart speaking-icon - Moving bars, while this participant speaks.
 * @csspart tools-button - In a call: opens the menu of the tile.
 * @csspart menu - The menu of the tile.
 * @csspart menu-item - Every entry in it.
 * @csspart error - The error of the preview.
 * @csspart retry-button - Opens the camera again.
 * @cssproperty [--rtc-tile-radius=0.75rem] - Corner radius.
 * @cssproperty [--rtc-tile-surface] - Background of a tile: without a picture, and around one that does not fill it.
 * @cssproperty [--rtc-video-fit] - `object-fit` of the video. Without it the video fills the tile if that crops at most a tenth of a side; else, in a call, all of it is shown.
 * @cssstate live - There is a picture.
 * @cssstate muted - The microphone is off.
 * @cssstate speaking - This participant speaks.
 * @cssstate pinned - The tile has been given a big place.
 * @cssstate camera-off - There is no picture.
 */
export class RtcLocalVideo extends RtcTile {
  static override readonly tag: string = 'rtc-local-video';
  static override styles = [base, tile, styles];

  /** Camera or screen of this participant. */
  @property() source: 'camera' | 'screen' = 'camera';

  /** Whether the picture is mirrored; `auto` mirrors a camera that looks at the person. */
  @property() mirror: 'auto' | 'on' | 'off' = 'auto';

  /** Media of a preview without a call. */
  #preview: LocalMedia | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#closePreview();
    });
  }

  protected override select(session: CallSession): readonly unknown[] {
    return [
      session.self,
      session.media.getTrack(this.source),
      session.media.sourceState('camera'),
      session.isOn('microphone'),
      isHeldBack(session, 'microphone'),
    ];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.session) this.#closePreview();
    else if (this.isConnected && !this.#preview && !this.#expectsSession()) this.#openPreview();
  }

  protected override updated(): void {
    const track = this.#track();
    this.video.muted = true;
    if (this.show([track])) void this.play();
    const picture = track !== null && !this.#heldBack();
    this.states.toggle('live', picture);
    this.states.toggle('camera-off', !picture);
    this.states.toggle('muted', this.#muted());
  }

  protected override render(): TemplateResult {
    const { words, session } = this;
    const track = this.#track();
    const camera = track !== null && !this.#heldBack();
    const mirrored = this.#mirrored(track);
    return this.renderTile({
      id: session?.self.id ?? '',
      name: session?.self.name ?? '',
      label: words.term(this.source === 'screen' ? 'yourScreen' : 'you'),
      camera,
      muted: this.#muted(),
      mirrored,
      overlay: this.#renderOverlay(track),
      actions: camera
        ? [{ name: 'mirror', value: mirrored, set: (on) => (this.mirror = on ? 'on' : 'off') }]
        : [],
    });
  }

  /** A muted video may always play. The promise rejects when the video is removed meanwhile. */
  protected override async play(): Promise<void> {
    await this.video.play().catch(() => undefined);
  }

  #renderOverlay(track: MediaStreamTrack | null): unknown {
    if (this.#heldBack()) return this.renderHint(this.words.term('heldBack', 'camera'), false);
    return this.#preview && !track ? this.#renderPreviewState(this.#preview) : nothing;
  }

  #renderPreviewState(preview: LocalMedia): unknown {
    const { words } = this;
    if (preview.sourceState('camera') === 'requesting') {
      return this.renderHint(words.term('waitingForPermission'), true);
    }
    if (!preview.error) return nothing;
    const [title, help] = words.error(preview.error);
    return html`<div part="error" class="overlay" role="alert">
      <strong>${title}</strong>
      <p>${help}</p>
      <button part="button retry-button" type="button" @click=${this.#handleRetry}>
        ${words.term('tryAgain')}
      </button>
    </div>`;
  }

  #track(): MediaStreamTrack | null {
    return (this.session?.media ?? this.#preview)?.getTrack(this.source) ?? null;
  }

  #muted(): boolean {
    const { session } = this;
    if (!session || this.source === 'screen') return false;
    return !session.isOn('microphone') || isHeldBack(session, 'microphone');
  }

  /** The system gives no picture of the camera. */
  #heldBack(): boolean {
    const media = this.session?.media ?? this.#preview;
    return this.source === 'camera' && media?.sourceState('camera') === 'interrupted';
  }

  #mirrored(track: MediaStreamTrack | null): boolean {
    if (this.mirror !== 'auto') return this.mirror === 'on';
    return this.source === 'camera' && track?.getSettings().facingMode !== 'environment';
  }

  /** `for` names a call, or an element around may become one, or this is a piece of another element. */
  #expectsSession(): boolean {
    if (this.for || this.source !== 'camera') return true;
    for (const element of composedAncestors(this)) {
      if (element.matches(':not(:defined)') || (element instanceof RtcElement && element !== this))
        return true;
    }
    return false;
  }

  #openPreview(): void {
    const preview = new LocalMedia();
    preview.wanted = { microphone: false, camera: true };
    preview.addEventListener('change', () => {
      this.requestUpdate();
    });
    preview.addEventListener('rtc-error', (event) => {
      this.dispatchEvent(event.clone());
    });
    this.#preview = preview;
    void this.#open(preview);
  }

  async #open(preview: LocalMedia): Promise<void> {
    try {
      await preview.open();
    } catch (error) {
      this.dispatchEvent(new RtcErrorEvent({ error: toRtcError(error, 'device-failed') }));
    }
  }

  #closePreview(): void {
    const preview = this.#preview;
    this.#preview = undefined;
    preview?.close();
  }

  #handleRetry(): void {
    if (this.#preview) void this.#open(this.#preview);
  }
}
