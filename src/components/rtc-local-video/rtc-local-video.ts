import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallSession, LocalMedia } from '../../core/index.js';
import { composedAncestors } from '../../internal/composed-tree.js';
import { RtcElement } from '../kit/rtc-element.js';
import { isHeldBack } from '../kit/toggle-button.js';
import { RtcTile } from '../rtc-tile/rtc-tile.js';
import { base } from '../styles/base.styles.js';
import { tile } from '../styles/tile.styles.js';
import type * as Preview from './camera-preview.js';
import { styles } from './rtc-local-video.styles.js';

const previewPart = () => import('./camera-preview.js');

/**
 * Camera or screen of this participant. Without a call, a preview: it opens the camera when the element is inserted and
 * closes it when the element is removed.
 *
 * @tag rtc-local-video
 * @summary Self view.
 * @fires {RtcErrorEvent} rtc-error - The camera could not be opened for a preview.
 * @slot icon-person - In the place of the picture, for somebody without a name.
 * @slot icon-microphone-off - Beside the name, while the microphone is off.
 * @slot icon-speaking - Beside the name, while this participant speaks.
 * @slot icon-menu - On the button that opens the menu.
 * @slot icon-check - Beside an entry that is on.
 * @slot icon-flip-camera - On the button for the other camera of a phone.
 * @slot icon-pin - For “pin” in the menu.
 * @slot icon-fill - For “fill the tile”.
 * @slot icon-whole - For “show all of it”.
 * @slot icon-move - For “move”.
 * @slot icon-small-window - For “small window”.
 * @slot icon-fullscreen - For “full screen”.
 * @slot icon-mirror - For “mirror”.
 * @csspart tile - The rounded tile.
 * @csspart video - The `<video>` inside.
 * @csspart avatar - Initials, while there is no picture.
 * @csspart badge - Around name and microphone.
 * @csspart name - The name.
 * @csspart muted-icon - The slashed microphone.
 * @csspart hint - The hint over the picture.
 * @csspart speaking-icon - The sign that this participant speaks.
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

  /**
   * Whether the picture is mirrored; `auto` mirrors a camera that looks at the person. In a call the person may choose
   * otherwise.
   */
  @property() mirror: 'auto' | 'on' | 'off' = 'auto';

  /** Without a call; loaded then. */
  #preview: Preview.CameraPreview | undefined;

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
      session.features.preferences,
    ];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.session) this.#closePreview();
    else if (!this.#preview && this.#isPreview()) this.want(previewPart, this.#handlePreview);
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
    const mirrored = this.#mirrored();
    return this.renderTile({
      id: session?.self.id ?? '',
      name: session?.self.name ?? '',
      label: words.term(this.source === 'screen' ? 'yourScreen' : 'you'),
      camera,
      muted: this.#muted(),
      mirrored,
      overlay: this.#renderOverlay(track),
      actions: camera && this.source === 'camera' ? [{ name: 'mirror', value: mirrored }] : [],
    });
  }

  /** A muted video may always play. The promise rejects when the video is removed meanwhile. */
  protected override async play(): Promise<void> {
    await this.video.play().catch(() => undefined);
  }

  #renderOverlay(track: MediaStreamTrack | null): unknown {
    if (this.#heldBack()) return this.renderHint(this.words.term('heldBack', 'camera'), false);
    const { words } = this;
    if (!this.#preview || track) return nothing;
    return this.#preview.isRequesting
      ? this.renderHint(words.term('waitingForPermission'), true)
      : this.#preview.renderError(words);
  }

  #media(): LocalMedia | undefined {
    return this.session?.media ?? this.#preview?.media;
  }

  #track(): MediaStreamTrack | null {
    return this.#media()?.getTrack(this.source) ?? null;
  }

  #muted(): boolean {
    const { session } = this;
    if (!session || this.source === 'screen') return false;
    return !session.isOn('microphone') || isHeldBack(session, 'microphone');
  }

  /** The system gives no picture of the camera. */
  #heldBack(): boolean {
    return this.source === 'camera' && this.#media()?.sourceState('camera') === 'interrupted';
  }

  #mirrored(): boolean {
    if (this.source === 'screen') return this.mirror === 'on';
    const mirror = this.session?.features.preferences?.mirror ?? this.mirror;
    const camera = this.#media()?.getCapturedTrack('camera');
    return mirror === 'auto' ? camera?.getSettings().facingMode !== 'environment' : mirror === 'on';
  }

  /** `for` names no call, no element around may become one, and this is no piece of another element. */
  #isPreview(): boolean {
    if (!this.isConnected || this.session || this.for || this.source !== 'camera') return false;
    for (const element of composedAncestors(this)) {
      if (element.matches(':not(:defined)') || (element instanceof RtcElement && element !== this))
        return false;
    }
    return true;
  }

  readonly #handlePreview = ({ CameraPreview }: typeof Preview): void => {
    // A call may have come meanwhile.
    if (this.#isPreview()) this.#preview ??= new CameraPreview(this);
  };

  #closePreview(): void {
    const preview = this.#preview;
    this.#preview = undefined;
    preview?.media.close();
  }
}
