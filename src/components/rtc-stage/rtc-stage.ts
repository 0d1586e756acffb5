import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSession } from '../../core/index.js';
import { retryWanted } from '../../internal/want.js';
import { SessionElement } from '../kit/session-element.js';
import { arrangingPart } from '../later-parts.js';
import { RtcTile } from '../rtc-tile/rtc-tile.js';
import { base } from '../styles/base.styles.js';
import type * as Arranged from './arranging.js';
import { keyOf, tilesOf, type TileOf } from './places.js';
import { styles } from './rtc-stage.styles.js';

/**
 * All participants of a call, arranged by the shapes of their pictures so that most of them is seen. Those who find no room are
 * on further pages. The picture of this participant stands beside the others or in a corner, where it can be moved, and fills the
 * stage while nobody else is there. Pinned tiles get a big place; else screens that others share; else, with
 * `layout="spotlight"`, the participant who speaks. All other tiles are in a strip beside or below it then.
 *
 * @tag rtc-stage
 * @summary All participants, laid out.
 * @slot empty - Shown while nobody else is in the call, in place of the hint.
 * @slot icon-screen - In the notice that this participant shares a screen.
 * @slot icon-previous - On the button that turns to the previous page.
 * @slot icon-next - On the button that turns to the next page.
 * @slot icon-move - On the button that moves the tile of this participant.
 * @csspart stage - The whole area.
 * @csspart grid - Around the tiles of the other participants.
 * @csspart sharing - The notice that this participant shares a screen.
 * @csspart stop-button - Stops sharing it.
 * @csspart self - The tile of this participant (an `<rtc-local-video>`).
 * @csspart move-button - Moves that tile: by dragging, by arrow keys, and to the next corner by a press.
 * @csspart pages - Around the buttons that turn pages.
 * @csspart page-button - Turns to the next or the previous page.
 * @csspart waiting - The hint while nobody else is there.
 * @csspart tile - Every tile; also `video`, `avatar`, `badge`, `name`, `muted-icon`, `speaking-icon`, `quality-icon`, `silenced-icon`, `hint`, `sound-button`, `tools-button`, `menu`, `menu-item`, `connection`, `volume` and `standing` of it.
 * @cssproperty [--rtc-gap=0.5rem] - Between tiles.
 * @cssstate alone - Nobody else is in the call.
 * @cssstate sharing - Somebody shares a screen.
 * @cssstate featuring - A tile has a big place.
 */
export class RtcStage extends SessionElement {
  static override readonly tag: string = 'rtc-stage';
  static override readonly parts: string = `${RtcTile.parts},stage,grid,self,waiting,sharing,stop-button,pages,page-button,move-button`;
  static override styles = [base, styles];

  /** All tiles alike, or a big one for the participant who speaks. */
  @property({ reflect: true }) layout: 'grid' | 'spotlight' = 'grid';

  /**
   * Keys of the pinned tiles.
   *
   * @internal
   */
  @state() pins: readonly string[] = [];

  /** Loaded once the call has settled, or when a tile is to get a big place, or a screen is shared. */
  #arranging: Arranged.Arranging | undefined;

  /** Gives the camera or the screen of a participant a big place, or takes it back. */
  pin(participant: string, source: 'camera' | 'screen' = 'camera', on = true): void {
    const key = keyOf({ participant, source });
    this.pins = [...this.pins.filter((other) => other !== key), ...(on ? [key] : [])];
    if (on && !this.#arranging) retryWanted(false);
  }

  protected override select(session: CallSession): readonly unknown[] {
    const { state, participants } = session;
    return [state, session.isOn('screen'), ...participants.flatMap(({ id, media }) => [id, media.screen])];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { session, layout, pins } = this;
    if (session && (layout === 'spotlight' || pins.length > 0 || isSharing(session))) this.#arrange();
  }

  protected override updated(): void {
    const { session } = this;
    this.states.toggle('alone', !session?.participants.length);
    this.states.toggle('sharing', !!session && isSharing(session));
    this.states.toggle('featuring', this.#arranging?.isFeaturing === true);
  }

  protected override render(): TemplateResult {
    const { session, words } = this;
    const tiles = session ? tilesOf(session) : [];
    const count = tiles.length > 6 ? 'many' : tiles.length;
    const own: TileOf = { participant: session?.self.id ?? '', source: 'camera' };
    return html`<div part="stage" class="stage" role="group" aria-label=${words.term('participants')}>
        <div part="grid" class="grid" data-count=${count}>
          ${
            // Of each tile that goes, lit-html leaves a comment behind (lit/lit#5298): an empty stage drops them all.
            tiles.length ? repeat(tiles, keyOf, (tile) => this.#renderTile(tile)) : nothing
          }
        </div>
        <rtc-local-video
          part="self"
          class="self"
          data-count=${count}
          .session=${session}
          .pinned=${this.#isPinned(own)}
          @pin=${this.#handlePin(own)}
          @settled=${this.#arrange}
        ></rtc-local-video>
        <slot name="empty" ?hidden=${tiles.length > 0 || session?.state !== 'in-call'}
          ><div part="waiting" class="waiting"><span>${words.term('waitingForOthers')}</span></div></slot
        >
      </div>
      ${session?.isOn('screen') ? this.#arranging?.renderSharing(session) : nothing}`;
  }

  #renderTile(tile: TileOf): TemplateResult {
    return html`<rtc-remote-video
      participant=${tile.participant}
      source=${tile.source}
      .session=${this.session}
      .pinned=${this.#isPinned(tile)}
      @pin=${this.#handlePin(tile)}
      @settled=${this.#arrange}
    ></rtc-remote-video>`;
  }

  /** Undefined while there is no other tile that could be smaller. */
  #isPinned(tile: TileOf): boolean | undefined {
    return this.session?.participants.length ? this.pins.includes(keyOf(tile)) : undefined;
  }

  #handlePin({ participant, source }: TileOf): () => void {
    return () => {
      this.pin(participant, source, !this.pins.includes(keyOf({ participant, source })));
    };
  }

  /** Without this part, all tiles are the same, and fill their cells. */
  readonly #arrange = (): void => {
    if (!this.#arranging) this.want(arrangingPart, this.#handleArranging);
  };

  readonly #handleArranging = ({ Arranging }: typeof Arranged): void => {
    this.#arranging ??= new Arranging(this, this.words);
  };
}

/** Whether anybody shares a screen, this participant included. */
const isSharing = (session: CallSession): boolean =>
  session.isOn('screen') || session.participants.some(({ media }) => media.screen);
