import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  RtcAutoplayBlockedEvent,
  type CallSession,
  type Participant,
  type PeerState,
} from '../../core/index.js';
import { icon } from '../kit/icons.js';
import { RtcTile } from '../rtc-tile/rtc-tile.js';
import { base } from '../styles/base.styles.js';
import { tile } from '../styles/tile.styles.js';
import { isolate } from '../words/terms.js';
import { styles } from './rtc-remote-video.styles.js';

const GESTURES = ['click', 'keydown', 'pointerup', 'touchend'] as const;

/**
 * Picture and sound of another participant, or their screen with its sound.
 *
 * @tag rtc-remote-video
 * @summary Tile of a remote participant.
 * @fires {RtcAutoplayBlockedEvent} rtc-autoplay-blocked - The browser requires a gesture before it plays sound.
 * @slot icon-person - In the place of the picture, for somebody without a name.
 * @slot icon-microphone-off - Beside the name, while the microphone is off.
 * @slot icon-menu - On the button that opens the menu.
 * @slot icon-check - Beside an entry that is on.
 * @slot icon-pin - For “pin” in the menu.
 * @slot icon-fill - For “fill the tile”.
 * @slot icon-whole - For “show all of it”.
 * @slot icon-small-window - For “small window”.
 * @slot icon-fullscreen - For “full screen”.
 * @slot icon-sound-off - On the button that turns on the sound, in the menu, and beside the name of somebody who is muted here.
 * @slot icon-volume - Beside the slider.
 * @slot icon-inspect - For “inspect” in the menu.
 * @slot icon-standing - Beside the words that a picture stands still.
 * @slot icon-speaking - Beside the name, while they speak.
 * @slot icon-quality-fair - While the connection is unsteady.
 * @slot icon-quality-poor - While the connection is poor.
 * @csspart tile - The rounded tile.
 * @csspart video - The `<video>` inside.
 * @csspart avatar - Initials, while there is no picture.
 * @csspart badge - Around name and microphone.
 * @csspart name - The name.
 * @csspart muted-icon - The slashed microphone.
 * @csspart hint - The hint over the picture: connecting, reconnecting, …
 * @csspart retry-button - Tries to connect again after a failure.
 * @csspart sound-button - Turns on the sound that the browser has blocked.
 * @csspart speaking-icon - The sign that they speak.
 * @csspart quality-icon - Bars, while the connection is fair or poor.
 * @csspart silenced-icon - Shown while they are muted here.
 * @csspart tools-button - Opens the menu of the tile.
 * @csspart menu - The menu of the tile.
 * @csspart menu-item - Every entry in it.
 * @csspart volume - The slider.
 * @csspart standing - The mark of a picture that stands still, since the device cannot show more.
 * @csspart connection - The quality of the connection, in words and numbers.
 * @cssproperty [--rtc-tile-radius=0.75rem] - Corner radius.
 * @cssproperty [--rtc-tile-surface] - Background of a tile: without a picture, and around one that does not fill it.
 * @cssproperty [--rtc-video-fit] - `object-fit` of the video. Without it the video fills the tile if that crops at most a tenth of a side; else, in a call, all of it is shown.
 * @cssstate muted - Their microphone is off.
 * @cssstate camera-off - Their camera is off, or not sent here, or their screen is not shared.
 * @cssstate connecting - The connection is being made.
 * @cssstate reconnecting - The connection is interrupted.
 * @cssstate failed - There is no connection.
 * @cssstate away - Their connection with the server is interrupted.
 * @cssstate speaking - They speak.
 * @cssstate silenced - They are muted here.
 * @cssstate pinned - The tile has been given a big place.
 * @cssstate standing - The picture stands still, since the device cannot show more.
 * @cssstate quality-good - The connection is good.
 * @cssstate quality-fair - The connection is unsteady.
 * @cssstate quality-poor - The connection is poor.
 * @cssstate empty - There is nobody to show.
 */
export class RtcRemoteVideo extends RtcTile {
  static override readonly tag: string = 'rtc-remote-video';
  static override styles = [base, tile, styles];

  /** Id of the participant. Empty: whoever joined first, or with `source="screen"` whoever shares one. */
  @property() participant = '';

  /** Camera or screen of the participant. */
  @property() source: 'camera' | 'screen' = 'camera';

  /** Volume, 0 to 1; 1 for anything but a number. iPhones and iPads only tell 0 from the rest. */
  @property({ type: Number }) volume = 1;

  /** Mutes the participant here; the others do not notice. */
  @property({ type: Boolean }) muted = false;

  @state() private blocked = false;

  /** Id of the speaker that was set last, with or without success. */
  #speaker = '';
  /** Aborted after a gesture, which allows sound. */
  #gesture: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.blocked) this.#awaitGesture();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gesture?.abort();
  }

  protected override select(session: CallSession): readonly unknown[] {
    const { media, features } = session;
    return [
      this.#find(session),
      ...this.#tracks(session),
      media.selectedDevice('audiooutput'),
      features.quality?.lowData,
    ];
  }

  protected override updated(): void {
    const { video, session } = this;
    video.volume = this.#loudness;
    video.muted = this.#silent || this.blocked;
    if (session) void this.#route(session);
    if (this.show(session ? this.#tracks(session) : [])) void this.play();
    this.#updateStates(session && this.#find(session));
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const participant = this.session && this.#find(this.session);
    const screen = this.source === 'screen';
    return this.renderTile({
      id: participant?.id ?? '',
      name: participant?.name ?? '',
      ...(!participant && { label: words.term('waitingForOthers') }),
      ...(participant &&
        screen && { label: words.term('screenOf', isolate(participant.name || words.term('guest'))) }),
      camera: !!participant && this.#sends(participant),
      muted: participant !== undefined && !screen && !participant.media.microphone,
      silenced: this.muted,
      overlay: this.#renderOverlay(participant),
      actions: [
        { name: 'silence', value: this.muted, set: (on) => (this.muted = on) },
        {
          name: 'volume',
          value: this.volume,
          set: (volume) => {
            this.volume = volume;
            this.muted = false;
          },
        },
      ],
    });
  }

  #renderOverlay(participant: Participant | undefined): unknown {
    const { words } = this;
    const connection = participant?.connectionState;
    const since = participant?.interruptedSince;
    // Without the server, a connection between two participants goes on.
    if (participant?.away) return this.renderHint(words.term('away'), connection !== 'connected', since);
    const problem = participant?.pathProblem;
    if (problem || connection === 'failed') {
      return this.renderHint(
        html`<rtc-path-problem .problem=${problem}></rtc-path-problem>`,
        connection !== 'failed',
        since,
        html`<button part="button retry-button" type="button" @click=${this.#handleRetry}>
          ${words.term('tryAgain')}
        </button>`,
      );
    }
    if (isConnecting(connection)) return this.renderHint(words.term('connecting'), true, since);
    if (isReconnecting(connection)) return this.renderHint(words.term('reconnecting'), true, since);
    if (!this.blocked) return nothing;
    return html`<button part="button sound-button" class="sound" type="button" @click=${this.#handleSound}>
      ${icon('sound-off')}${words.term('turnOnSound')}
    </button>`;
  }

  get #loudness(): number {
    return Number.isFinite(this.volume) ? Math.min(1, Math.max(0, this.volume)) : 1;
  }

  /** A volume of 0 also sets `muted`: iPhones and iPads ignore the volume. */
  get #silent(): boolean {
    return this.muted || this.#loudness === 0;
  }

  #find({ participants }: CallSession): Participant | undefined {
    if (this.participant) return participants.find(({ id }) => id === this.participant);
    const sharer = this.source === 'screen' ? participants.find(({ media }) => media.screen) : undefined;
    return sharer ?? participants[0];
  }

  /** Nobody sends camera video to a participant who saves data. */
  #sends({ media }: Participant): boolean {
    return media[this.source] && !(this.source === 'camera' && this.session?.features.quality?.lowData);
  }

  #tracks(session: CallSession): (MediaStreamTrack | null)[] {
    const id = this.#find(session)?.id;
    if (!id) return [];
    return [
      session.getTrack(id, this.source, true),
      session.getTrack(id, this.source === 'screen' ? 'screen-audio' : 'microphone', true),
    ];
  }

  #updateStates(participant: Participant | undefined): void {
    const connection = participant?.connectionState;
    this.states.toggle('empty', !participant);
    this.states.toggle('muted', participant?.media.microphone === false);
    this.states.toggle('camera-off', !!participant && !this.#sends(participant));
    this.states.toggle('away', participant?.away === true);
    this.states.toggle('connecting', isConnecting(connection));
    this.states.toggle('reconnecting', isReconnecting(connection));
    this.states.toggle('failed', connection === 'failed');
  }

  async #route({ media }: CallSession): Promise<void> {
    const speaker = media.selectedDevice('audiooutput');
    if (!media.speakerSelectable || speaker === this.#speaker) return;
    this.#speaker = speaker;
    try {
      await this.video.setSinkId(speaker);
    } catch (error) {
      // The sound stays on the previous speaker. A speaker that is gone is reported by the list of devices.
      if (!(error instanceof DOMException && error.name === 'NotFoundError')) media.refuseSpeaker(speaker);
    }
  }

  protected override async play(): Promise<void> {
    const { video } = this;
    try {
      await video.play();
    } catch (error) {
      // Other errors come from moving the element or setting another stream; another attempt follows them.
      if (!(error instanceof DOMException && error.name === 'NotAllowedError') || video.muted) return;
      // In the background phones refuse to play; no gesture is needed when the page is visible again.
      if (document.hidden) return;
      video.muted = true;
      this.blocked = true;
      this.dispatchEvent(new RtcAutoplayBlockedEvent());
      this.#awaitGesture();
      await this.play();
    }
  }

  #awaitGesture(): void {
    this.#gesture?.abort();
    const { signal } = (this.#gesture = new AbortController());
    for (const type of GESTURES) {
      this.ownerDocument.addEventListener(
        type,
        () => {
          this.#handleSound();
        },
        { signal, capture: true },
      );
    }
  }

  #handleRetry(): void {
    const { session } = this;
    const id = session && this.#find(session)?.id;
    if (id) session.retry(id);
  }

  #handleSound(): void {
    this.#gesture?.abort();
    this.video.muted = this.#silent;
    this.blocked = false;
    void this.play();
  }
}

const isConnecting = (state?: PeerState): boolean => state === 'new' || state === 'connecting';
const isReconnecting = (state?: PeerState): boolean => state === 'disconnected' || state === 'restarting';
