import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSession } from '../../core/index.js';
import { retryWanted } from '../../internal/want.js';
import { icon } from '../kit/icons.js';
import { SessionElement } from '../kit/session-element.js';
import { toggleSource } from '../kit/toggle-button.js';
import { featuringPart } from '../later-parts.js';
import { RtcTile } from '../rtc-tile/rtc-tile.js';
import { base } from '../styles/base.styles.js';
import type * as Featured from './featuring.js';
import { keyOf, tilesOf, type Place, type Places, type TileOf } from './places.js';
import { styles } from './rtc-stage.styles.js';

/**
 * All participants of a call. The tile of this participant floats in the corner, and fills the stage while nobody else is
 * there. Pinned tiles get a big place; else screens that others share; else, with `layout="spotlight"`, the participant who
 * speaks. All other tiles are in a strip beside or below it then.
 *
 * @tag rtc-stage
 * @summary All participants, laid out.
 * @csspart stage - The whole area.
 * @csspart grid - Around the tiles of the other participants.
 * @csspart sharing - The notice that this participant shares a screen.
 * @csspart stop-button - Stops sharing it.
 * @csspart self - The tile of this participant (an `<rtc-local-video>`).
 * @csspart waiting - The hint while nobody else is there.
 * @csspart tile - Every tile; also `video`, `avatar`, `badge`, `name`, `muted-icon`, `speaking-icon`, `quality-icon`, `silenced-icon`, `hint`, `sound-button`, `tools-button`, `menu`, `menu-item`, `connection`, `volume` and `standing` of it.
 * @cssproperty [--rtc-gap=0.5rem] - Between tiles.
 * @cssstate alone - Nobody else is in the call.
 * @cssstate sharing - Somebody shares a screen.
 * @cssstate featuring - A tile has a big place.
 */
export class RtcStage extends SessionElement {
  static override readonly tag: string = 'rtc-stage';
  static override readonly parts: string = `${RtcTile.parts},stage,grid,self,waiting,sharing,stop-button`;
  static override styles = [base, styles];

  /** Tiles of equal size, or a big one for the participant who speaks. */
  @property({ reflect: true }) layout: 'grid' | 'spotlight' = 'grid';

  /** Keys of the pinned tiles. */
  @state() private pins: readonly string[] = [];

  /** Loaded when a tile is to get a big place. */
  #featuring: Featured.Featuring | undefined;
  #places: Places | undefined;

  /** Gives the camera or the screen of a participant a big place, or takes it back. */
  pin(participant: string, source: 'camera' | 'screen' = 'camera', on = true): void {
    const key = keyOf({ participant, source });
    this.pins = [...this.pins.filter((other) => other !== key), ...(on ? [key] : [])];
    if (on && !this.#featuring) retryWanted(false);
  }

  protected override select(session: CallSession): readonly unknown[] {
    const { state, participants } = session;
    return [state, session.isOn('screen'), ...participants.flatMap(({ id, media }) => [id, media.screen])];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { session, layout, pins } = this;
    this.#places = session && this.#featuring?.placesIn(session, pins);
    if (!session || this.#featuring) return;
    if (layout === 'spotlight' || pins.length > 0 || someoneShares(session)) {
      this.want(featuringPart, this.#handleFeaturing);
    }
  }

  protected override updated(): void {
    const { session } = this;
    this.states.toggle('alone', !session?.participants.length);
    this.states.toggle('sharing', !!session && (session.isOn('screen') || someoneShares(session)));
    this.states.toggle('featuring', !!this.#places);
  }

  protected override render(): TemplateResult {
    const { session, words } = this;
    const tiles = session ? tilesOf(session) : [];
    const count = tiles.length > 6 ? 'many' : tiles.length;
    const places = this.#places;
    const own: TileOf = { participant: session?.self.id ?? '', source: 'camera' };
    return html`${session?.isOn('screen') ? this.#renderSharing(session) : nothing}
      <div
        part="stage"
        class="stage ${places ? 'featuring' : ''}"
        role="group"
        aria-label=${words.term('participants')}
        .style=${places ? variables(['big-columns', 'big-rows', 'lines', 'per-line'], places.size) : ''}
      >
        <div part="grid" class="grid" data-count=${count}>
          ${
            // Of each tile that goes, lit-html leaves a comment behind (lit/lit#5298): an empty stage drops them all.
            tiles.length ? repeat(tiles, keyOf, (tile) => this.#renderTile(tile)) : nothing
          }
        </div>
        <rtc-local-video
          part="self"
          class="self ${tiles.length ? (places?.of.get(keyOf(own))?.area ?? '') : 'alone'}"
          data-count=${count}
          .style=${position(places?.of.get(keyOf(own)))}
          .session=${session}
          .pinned=${this.#isPinned(own)}
          @pin=${this.#handlePin(own)}
        ></rtc-local-video>
        ${
          tiles.length === 0 && session?.state === 'in-call'
            ? html`<div part="waiting" class="waiting"><span>${words.term('waitingForOthers')}</span></div>`
            : nothing
        }
      </div>`;
  }

  #renderTile(tile: TileOf): TemplateResult {
    const place = this.#places?.of.get(keyOf(tile));
    return html`<rtc-remote-video
      class=${place?.area ?? ''}
      participant=${tile.participant}
      source=${tile.source}
      .style=${position(place)}
      .session=${this.session}
      .pinned=${this.#isPinned(tile)}
      @pin=${this.#handlePin(tile)}
    ></rtc-remote-video>`;
  }

  /** Shown in place of the shared picture, which would contain itself again and again. */
  #renderSharing(session: CallSession): TemplateResult {
    return html`<div part="sharing" class="sharing">
      ${icon('screen')}<span>${this.words.term('youShare')}</span>
      <button part="button stop-button" type="button" @click=${() => void toggleSource(session, 'screen')}>
        ${this.words.term('stopSharing')}
      </button>
    </div>`;
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

  readonly #handleFeaturing = ({ Featuring }: typeof Featured): void => {
    this.#featuring ??= new Featuring(this);
  };
}

const someoneShares = ({ participants }: CallSession): boolean =>
  participants.some(({ media }) => media.screen);

const variables = (names: readonly string[], values: readonly number[]): string =>
  names.map((name, i) => `--_${name}:${String(values[i])}`).join(';');

const position = (place: Place | undefined): string =>
  place ? variables(['x', 'y'], [place.x, place.y]) : '';
