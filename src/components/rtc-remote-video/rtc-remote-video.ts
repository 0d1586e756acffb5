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
 * One of the others, picture and sound; or their screen with its sound.
 *
 * @tag rtc-remote-video
 * @summary Tile of a remote participant.
 * @fires {RtcAutoplayBlockedEvent} rtc-autoplay-blocked - The browser wants a gesture before it plays sound.
 * @csspart tile - The rounded tile.
 * @csspart video - The `<video>` inside.
 * @csspart avatar - Initials, while there is no picture.
 * @csspart badge - Around name and microphone.
 * @csspart name - The name.
 * @csspart muted-icon - The slashed microphone.
 * @csspart hint - A word over the picture: connecting, reconnecting, …
 * @csspart retry-button - Looks for a path to them again, once there is no connection.
 * @csspart sound-button - Turns on sound that the browser blocked.
 * @csspart speaking-icon - Moving bars, while they speak.
 * @csspart quality-icon - Bars, while the connection is not good.
 * @csspart silenced-icon - They are muted here.
 * @csspart tools-button - Opens the menu of the tile.
 * @csspart menu - What can be done with the tile.
 * @csspart menu-item - Every line in it that does something.
 * @csspart volume - The slider.
 * @csspart connection - How good the connection is, in words and numbers.
 * @cssproperty [--rtc-tile-radius=0.75rem] - Corner radius.
 * @cssproperty [--rtc-tile-surface] - Background of a tile without picture.
 * @cssproperty [--rtc-video-fit=cover] - `object-fit` of the video.
 * @cssstate muted - Their microphone is off.
 * @cssstate camera-off - Their camera is off, or not sent here, or their screen is not shared.
 * @cssstate connecting - The connection is being made.
 * @cssstate reconnecting - The connection is interrupted.
 * @cssstate failed - There is no connection.
 * @cssstate away - Their way to the server is interrupted.
 * @cssstate speaking - They speak.
 * @cssstate silenced - They are muted here.
 * @cssstate pinned - The person wants the tile big.
 * @cssstate quality-good - Nothing is wrong with the connection.
 * @cssstate quality-fair - The connection is not quite good.
 * @cssstate quality-poor - The connection is bad.
 * @cssstate empty - There is nobody to show.
 */
export class RtcRemoteVideo extends RtcTile {
  static override readonly tag: string = 'rtc-remote-video';
  static override styles = [base, tile, styles];

  /** Id of the participant; empty for who joined first, with a screen for who shares one. */
  @property() participant = '';

  /** What of theirs to show. */
  @property() source: 'camera' | 'screen' = 'camera';

  /** Loudness, 0 to 1; what is no number is 1. iPhones and iPads know only 0 and 1: all else is up to their buttons. */
  @property({ type: Number }) volume = 1;

  /** Silent here; the others do not notice. */
  @property({ type: Boolean }) muted = false;

  @state() private blocked = false;

  /** The speaker that was tried last. */
  #speaker = '';
  /** Waits for the gesture that allows sound. */
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
    // Who has lost only the server goes on being seen and heard.
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

  /** By `muted`, too: iPhones and iPads take no notice of the volume. */
  get #silent(): boolean {
    return this.muted || this.#loudness === 0;
  }

  #find({ participants }: CallSession): Participant | undefined {
    if (this.participant) return participants.find(({ id }) => id === this.participant);
    const sharer = this.source === 'screen' ? participants.find(({ media }) => media.screen) : undefined;
    return sharer ?? participants[0];
  }

  /** Nobody sends their camera to somebody who saves data. */
  #sends({ media }: Participant): boolean {
    return media[this.source] && !(this.source === 'camera' && this.session?.features.quality?.lowData);
  }

  #tracks(session: CallSession): (MediaStreamTrack | null)[] {
    const id = this.#find(session)?.id;
    if (!id) return [];
    return [
      session.getTrack(id, this.source),
      session.getTrack(id, this.source === 'screen' ? 'screen-audio' : 'microphone'),
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
      // The sound stays on the speaker before. The list of devices tells that a speaker is gone.
      if (!(error instanceof DOMException && error.name === 'NotFoundError')) media.refuseSpeaker(speaker);
    }
  }

  protected override async play(): Promise<void> {
    const { video } = this;
    try {
      await video.play();
    } catch (error) {
      // Anything else comes from being moved or given another stream, and is followed by another attempt.
      if (!(error instanceof DOMException && error.name === 'NotAllowedError') || video.muted) return;
      // Phones let nothing be started in the background, which takes no gesture back.
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
