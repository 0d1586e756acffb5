import Check from 'lucide/dist/esm/icons/check.mjs';
import Expand from 'lucide/dist/esm/icons/expand.mjs';
import Inspect from 'lucide/dist/esm/icons/chart-no-axes-gantt.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import Mirror from 'lucide/dist/esm/icons/square-centerline-dashed-horizontal.mjs';
import Maximize from 'lucide/dist/esm/icons/maximize.mjs';
import Move from 'lucide/dist/esm/icons/move.mjs';
import Pause from 'lucide/dist/esm/icons/pause.mjs';
import PictureInPicture from 'lucide/dist/esm/icons/picture-in-picture-2.mjs';
import Pin from 'lucide/dist/esm/icons/pin.mjs';
import Shrink from 'lucide/dist/esm/icons/shrink.mjs';
import Volume from 'lucide/dist/esm/icons/volume-2.mjs';
import VolumeX from 'lucide/dist/esm/icons/volume-x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { Activity, type LinkHealth } from '../../../core/features/activity/index.js';
import type { CallSession } from '../../../core/index.js';
import { RtcInspectToggleEvent } from '../../events.js';
import { icon, type IconNode } from '../../kit/icons.js';
import { RtcElement } from '../../kit/rtc-element.js';
import { keepTyping } from '../../kit/typing.js';
import { base } from '../../styles/base.styles.js';
import { isolate } from '../../words/terms.js';
import { TileLook } from '../look/tile-look.js';
import { canOpenSmallWindow, openSmallWindow } from '../small-window/small-window.js';
import type { TileAction } from '../tile-action.js';
import type { TileContent } from '../tile-content.js';
import '../marks/rtc-tile-marks.words.js';
import './rtc-tile-tools.words.js';
import { placeMenu } from './place-menu.js';
import { styles } from './rtc-tile-tools.styles.js';
import { TileFit } from './tile-fit.js';
import { canSetVolume } from './volume-support.js';

const PICTURES = { silence: VolumeX, mirror: Mirror, volume: Volume } as const;

/** The tile around the tools, as far as they need it. */
interface Tile extends HTMLElement {
  readonly session: CallSession | undefined;
  readonly source: 'camera' | 'screen';
  readonly pinned: boolean | undefined;
  readonly renderRoot: ParentNode & EventTarget;
  toggleState(name: string, on: boolean): void;
}

/**
 * Button that opens the menu of a tile: the entries that the tile hands in, and those that every tile has. Part of every
 * tile in a call, loaded once the call has settled.
 *
 * @internal
 */
export class RtcTileTools extends RtcElement {
  static override readonly tag: string = 'rtc-tile-tools';
  static override readonly parts: string = 'tools-button,menu,menu-item,connection,volume,standing';
  static override styles = [base, styles];

  /** The tile that these tools belong to. */
  @property({ attribute: false }) tile: Tile | undefined;

  /** Content of the tile; another object after each change. */
  @property({ attribute: false }) content: TileContent | undefined;

  @state() private open = false;

  /** The picture stands still, since the device cannot show more moving ones. */
  @state() private standing = false;

  @query('.open') private readonly button!: HTMLButtonElement;
  @query('.menu') private readonly menu!: HTMLElement | null;

  /** Lives as long as the tile is in the document. */
  #connection: AbortController | undefined;
  #fit: TileFit | undefined;
  /** Lives as long as the menu is open. */
  #opening: AbortController | undefined;

  constructor() {
    super();
    new TileLook(this, (stands) => {
      this.standing = stands;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    canSetVolume();
    keepTyping();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    this.#connection = undefined;
    this.#opening?.abort();
    this.open = false;
    this.tile?.toggleState('standing', false);
  }

  protected override updated(): void {
    this.tile?.toggleState('standing', this.standing);
  }

  protected override willUpdate(): void {
    const { tile } = this;
    if (this.#connection || !tile || !this.isConnected) return;
    const { signal } = (this.#connection = new AbortController());
    const near = ({ type }: Event): void => {
      this.toggleAttribute('near', type === 'pointerenter');
    };
    tile.addEventListener('pointerenter', near, { signal });
    tile.addEventListener('pointerleave', near, { signal });
    this.#fit = new TileFit(tile, signal);
    // The stage around the tile loads what can wait, too.
    tile.dispatchEvent(new Event('settled'));
  }

  protected override render(): TemplateResult {
    const { tile, content, words } = this;
    const { label: shown, name = '' } = content ?? {};
    const label = words.term('optionsOf', isolate(shown ?? (name || words.term('guest'))));
    return html`<button
        part="tools-button"
        class="open"
        type="button"
        aria-label=${label}
        aria-expanded=${this.open}
        @click=${this.#handleOpen}
      >
        ${icon(Ellipsis)}
      </button>
      ${
        this.standing
          ? html`<p part="standing" class="standing">${icon(Pause)}${words.term('standing')}</p>`
          : nothing
      }
      ${
        this.open && tile
          ? html`<div
              part="menu"
              class="menu"
              popover
              role="group"
              aria-label=${label}
              @toggle=${this.#handleToggle}
              @keydown=${this.#handleKeydown}
            >
              ${this.#renderItems(tile)}
            </div>`
          : nothing
      }`;
  }

  #renderItems(tile: Tile): unknown {
    const { words, content } = this;
    const picture = tile.session && content?.camera === true;
    const remote = tile.session && content?.id !== tile.session.self.id;
    return [
      tile.pinned === undefined ? nothing : this.#item(Pin, words.term('pin'), this.#handlePin, tile.pinned),
      content?.actions.map((action) => this.#renderAction(action)),
      picture ? this.#renderFit() : nothing,
      // A class that the stage around it has given it.
      tile.matches('.movable') ? this.#item(Move, words.term('moveOn'), this.#handleMove) : nothing,
      picture && canOpenSmallWindow()
        ? this.#item(PictureInPicture, words.term('smallWindow'), this.#handleSmallWindow)
        : nothing,
      picture && document.fullscreenEnabled
        ? this.#item(Maximize, words.term('fullscreen'), this.#handleFullscreen)
        : nothing,
      remote && tile.session.features.inspector
        ? this.#item(Inspect, words.term('inspectConnection'), this.#handleInspect)
        : nothing,
      remote ? this.#renderConnection() : nothing,
    ];
  }

  #renderAction(action: TileAction): unknown {
    const picture = PICTURES[action.name];
    const text = this.words.term(action.name);
    if (action.name !== 'volume') {
      const { value, set } = action;
      return this.#item(picture, text, () => set(!value), value);
    }
    if (!canSetVolume()) return nothing;
    return html`<label class="item"
      >${icon(picture)}<span class="hidden">${text}</span
      ><input
        part="volume"
        type="range"
        min="0"
        max="1"
        step="0.05"
        .value=${String(action.value)}
        @input=${({ target }: Event) => {
          action.set((target as HTMLInputElement).valueAsNumber);
        }}
    /></label>`;
  }

  #renderFit(): unknown {
    const fit = this.#fit?.other;
    if (!fit) return nothing;
    const [picture, text] =
      fit === 'cover' ? ([Expand, 'fillTile'] as const) : ([Shrink, 'showWhole'] as const);
    return this.#item(picture, this.words.term(text), () => {
      this.#close();
      this.#fit?.choose(fit);
    });
  }

  #item(picture: IconNode, text: string, onClick: () => void, pressed?: boolean): TemplateResult {
    return html`<button
      part="menu-item"
      class="item"
      type="button"
      aria-pressed=${pressed ?? nothing}
      @click=${onClick}
    >
      ${icon(picture)}<span>${text}</span>${pressed ? icon(Check) : nothing}
    </button>`;
  }

  #renderConnection(): unknown {
    const health = this.#health;
    if (!health) return nothing;
    const { words } = this;
    const numbers = [
      health.roundTripTime === undefined ? [] : words.term('roundTrip', Math.round(health.roundTripTime)),
      health.loss >= 0.005 ? `−${(health.loss * 100).toFixed(0)} %` : [],
    ].flat();
    return html`<p part="connection" class="connection">
      ${[words.term('grade', health.grade), ...numbers].join(' · ')}
    </p>`;
  }

  get #health(): LinkHealth | undefined {
    const session = this.tile?.session;
    return session && Activity.of(session).health(this.content?.id ?? '');
  }

  readonly #handleOpen = async (): Promise<void> => {
    this.#opening?.abort();
    this.open = !this.open;
    await this.updateComplete;
    const { menu } = this;
    if (!menu) return;
    menu.showPopover();
    placeMenu(menu, this.button, getComputedStyle(this).direction === 'rtl');
    menu.querySelector<HTMLElement>('button, input')?.focus();
    const session = this.tile?.session;
    if (!session) return;
    this.#opening = new AbortController();
    Activity.of(session).watch(
      () => {
        this.requestUpdate();
      },
      { signal: this.#opening.signal },
    );
  };

  /** The browser closes the popover at a click elsewhere, and at Escape. */
  #handleToggle({ newState }: ToggleEvent): void {
    if (newState !== 'closed') return;
    this.#opening?.abort();
    this.open = false;
  }

  #handleKeydown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const items = [...(this.menu?.querySelectorAll<HTMLElement>('button, input') ?? [])];
    const current = items.findIndex((item) => item.matches(':focus'));
    const step = event.key === 'ArrowDown' ? 1 : -1;
    items.at((current + step) % items.length)?.focus();
    event.preventDefault();
  }

  #close(): void {
    this.menu?.hidePopover();
    this.button.focus();
  }

  /** Asks the stage around the tile. */
  readonly #handlePin = (): void => {
    this.#close();
    this.tile?.dispatchEvent(new Event('pin'));
  };

  readonly #handleMove = (): void => {
    this.#close();
    this.tile?.dispatchEvent(new Event('move'));
  };

  readonly #handleInspect = (): void => {
    this.#close();
    this.dispatchEvent(new RtcInspectToggleEvent(this.content?.id));
  };

  readonly #handleSmallWindow = (): void => {
    const { tile, content } = this;
    this.#close();
    if (tile?.session && content)
      void openSmallWindow(tile, this.words, { participant: content.id, source: tile.source });
  };

  readonly #handleFullscreen = (): void => {
    this.#close();
    // The page or the person may refuse; nothing has changed then.
    this.tile?.requestFullscreen().catch(() => undefined);
  };
}
