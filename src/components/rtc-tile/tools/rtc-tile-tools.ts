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
import SwitchCamera from 'lucide/dist/esm/icons/switch-camera.mjs';
import VolumeX from 'lucide/dist/esm/icons/volume-x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { Activity, type LinkHealth } from '../../../core/features/activity/index.js';
import type { CallSession } from '../../../core/index.js';
import { RtcInspectToggleEvent } from '../../events.js';
import { flipCamera, flipsByHand } from '../../kit/flip-camera.js';
import { icon, type Icon } from '../../kit/icons.js';
import { prefer } from '../../kit/preferences.js';
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
import { connectionLine, menuItem, volumeSlider } from './menu-items.js';
import { placeMenu } from './place-menu.js';
import { styles } from './rtc-tile-tools.styles.js';
import { TileFit } from './tile-fit.js';
import { canSetVolume } from './volume-support.js';

const PICTURES = {
  silence: ['sound-off', VolumeX],
  mirror: ['mirror', Mirror],
  volume: ['volume', Volume],
} as const satisfies Readonly<Record<string, Icon>>;

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
  static override readonly parts: string =
    'tools-button,flip-button,menu,menu-item,connection,volume,standing';
  static override styles = [base, styles];

  /** The tile that these tools belong to. */
  @property({ attribute: false }) tile: Tile | undefined;

  /** Content of the tile; another object after each change. */
  @property({ attribute: false }) content: TileContent | undefined;

  @state() private open = false;

  /** The picture stands still, since the device cannot show more moving ones. */
  @state() private standing = false;

  /** The tile has a button for the other camera. */
  @state() private flips = false;

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
    // The list of cameras may come after the picture.
    tile.session?.addEventListener('change', () => (this.flips = this.#canFlip()), { signal });
    this.flips = this.#canFlip();
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
        ${icon(['menu', Ellipsis])}
      </button>
      ${this.flips ? this.#renderFlip() : nothing}
      ${
        this.standing
          ? html`<p part="standing" class="standing">
              ${icon(['standing', Pause])}${words.term('standing')}
            </p>`
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

  #renderFlip(): TemplateResult {
    return html`<button
      part="tools-button flip-button"
      class="flip"
      type="button"
      aria-label=${this.words.term('otherCamera')}
      @click=${this.#handleFlip}
    >
      ${icon(['flip-camera', SwitchCamera])}
    </button>`;
  }

  #renderItems(tile: Tile): unknown {
    const { words, content } = this;
    const picture = tile.session && content?.camera === true;
    const remote = tile.session && content?.id !== tile.session.self.id;
    return [
      tile.pinned === undefined
        ? nothing
        : menuItem(['pin', Pin], words.term('pin'), this.#handlePin, tile.pinned),
      content?.actions.map((action) => this.#renderAction(action)),
      picture ? this.#renderFit() : nothing,
      // A class that the stage around it has given it.
      tile.matches('.movable') ? menuItem(['move', Move], words.term('moveOn'), this.#handleMove) : nothing,
      picture && canOpenSmallWindow()
        ? menuItem(['small-window', PictureInPicture], words.term('smallWindow'), this.#handleSmallWindow)
        : nothing,
      picture && document.fullscreenEnabled
        ? menuItem(['fullscreen', Maximize], words.term('fullscreen'), this.#handleFullscreen)
        : nothing,
      remote && tile.session.features.inspector
        ? menuItem(['inspect', Inspect], words.term('inspectConnection'), this.#handleInspect)
        : nothing,
      remote ? connectionLine(words, this.#health) : nothing,
    ];
  }

  #renderAction(action: TileAction): unknown {
    const picture = PICTURES[action.name];
    const text = this.words.term(action.name);
    const { name, value } = action;
    if (name === 'mirror') return menuItem(picture, text, () => this.#setMirror(!value), value);
    if (name === 'silence') return menuItem(picture, text, () => action.set(!value), value);
    return canSetVolume() ? volumeSlider(picture, text, action) : nothing;
  }

  #renderFit(): unknown {
    const fit = this.#fit?.other;
    if (!fit) return nothing;
    const [picture, text]: readonly [Icon, 'fillTile' | 'showWhole'] =
      fit === 'cover' ? [['fill', Expand], 'fillTile'] : [['whole', Shrink], 'showWhole'];
    return menuItem(picture, this.words.term(text), () => {
      this.#close();
      this.#fit?.choose(fit);
    });
  }

  #setMirror(on: boolean): void {
    const session = this.tile?.session;
    if (session) prefer(session, { mirror: on ? 'on' : 'off' });
  }

  #canFlip(): boolean {
    const { tile } = this;
    const isOwn = tile?.source === 'camera' && this.content?.id === tile.session?.self.id;
    return isOwn && tile.session !== undefined && flipsByHand(tile.session);
  }

  get #health(): LinkHealth | undefined {
    const session = this.tile?.session;
    return session && Activity.of(session).health(this.content?.id ?? '');
  }

  readonly #handleFlip = (): void => {
    const session = this.tile?.session;
    if (session) void flipCamera(session);
  };

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
