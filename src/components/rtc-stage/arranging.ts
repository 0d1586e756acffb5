import {
  adoptStyles,
  html,
  nothing,
  render,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import { Activity } from '../../core/features/activity/index.js';
import type { CallSession } from '../../core/index.js';
import { Ratios } from '../../internal/ratios.js';
import type { Box } from '../../internal/rows.js';
import type { Localize } from '../words/localize.js';
import { arrangePage, divide, type Stage } from './arrange.js';
import { styles } from './arranging.styles.js';
import { Featuring, type FeaturingHost } from './featuring.js';
import { OwnMover } from './own-mover.js';
import { PageOrder } from './page-order.js';
import { keyOf, type TileOf } from './places.js';
import { sharingNotice } from './sharing-notice.js';
import { moveButton, pager } from './stage-buttons.js';

/** Height of the buttons that turn pages, in units of text. */
const PAGER = 2.5;

type TileElement = HTMLElement & TileOf;

interface Tile {
  readonly element: HTMLElement;
  readonly key: string;
  readonly ratio: number;
}

type Area = 'big' | 'strip' | 'floating' | '';

/** Arranges the tiles of a stage by the shapes of their pictures, whenever the stage, a picture or the people change. */
export class Arranging implements ReactiveController {
  readonly #host: LitElement & FeaturingHost;
  readonly #words: Localize;
  readonly #featuring: Featuring;
  readonly #mover: OwnMover;
  readonly #order = new PageOrder();
  /** Sizes and places that the elements have, by element. */
  readonly #written = new WeakMap<HTMLElement, string>();
  readonly #buttons = document.createElement('div');
  readonly #resizing = new ResizeObserver(() => this.#handleResize());
  /** Lives as long as the stage is in the document. */
  #connection: AbortController | undefined;
  #isAttached = false;
  /** Tiles whose picture is watched. */
  #watched = new WeakSet<HTMLElement>();
  readonly #ratios = new Ratios<HTMLElement>();
  /** Size of the stage that its tiles are arranged for. */
  #size = '';
  #page = 0;
  #turnedTo: number | undefined;
  /** Keys of the tiles on the first page, where there are several. */
  #first: readonly string[] = [];
  #isFeaturing = false;

  constructor(host: LitElement & FeaturingHost, words: Localize) {
    this.#host = host;
    this.#words = words;
    this.#featuring = new Featuring(host, () => this.#handleSpeaker());
    this.#mover = new OwnMover(
      () => host.session,
      () => this.#arrange(true),
    );
    this.#buttons.className = 'buttons';
    const { elementStyles } = host.constructor as typeof LitElement;
    if (host.shadowRoot) adoptStyles(host.shadowRoot, [...elementStyles, styles]);
    host.addController(this);
    host.requestUpdate();
  }

  /** Whether a tile has a big place. */
  get isFeaturing(): boolean {
    return this.#isFeaturing;
  }

  /** Says that this participant shares a screen, in place of the picture, which would contain itself again and again. */
  renderSharing(session: CallSession): TemplateResult {
    return sharingNotice(this.#words, session);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    this.#watched = new WeakSet();
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#resizing.disconnect();
    this.#isAttached = false;
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#featuring.follow(undefined);
    });
  }

  hostUpdated(): void {
    this.#attach();
    this.#arrange(false);
  }

  /** Begins to watch the stage, once for each time that it is in the document. */
  #attach(): void {
    const { stage, own } = this.#elements();
    if (this.#isAttached || !this.#connection || !stage || !own) return;
    this.#isAttached = true;
    this.#resizing.observe(stage);
    stage.append(this.#buttons);
    this.#mover.attach(own, stage, this.#connection.signal);
  }

  #elements(): { stage: HTMLElement | null; others: TileElement[]; own: HTMLElement | null } {
    const root = this.#host.renderRoot;
    return {
      stage: root.querySelector<HTMLElement>('.stage'),
      others: [...root.querySelectorAll<TileElement>('rtc-remote-video')],
      own: root.querySelector<HTMLElement>('.self'),
    };
  }

  /** @param atOnce - Without a movement to the new places. */
  #arrange(atOnce: boolean): void {
    const { session } = this.#host;
    const { stage, others, own } = this.#elements();
    // A stage that is hidden has no size.
    if (!stage?.clientWidth || !stage.clientHeight || !own) return;
    const tiles = others.map((element) => this.#tileOf(element, keyOf(element)));
    const ownTile = this.#tileOf(own, keyOf({ participant: session?.self.id ?? '', source: 'camera' }));
    const featured = session ? this.#featuring.choose(session).map(keyOf) : [];
    const big = [...tiles, ownTile].filter(({ key }) => featured.includes(key));
    const rest = tiles.length > 0 ? this.#sort(tiles).filter((tile) => !big.includes(tile)) : [ownTile];
    const isMovable = tiles.length > 0 && !big.includes(ownTile);
    const description: Stage = {
      ...measure(stage),
      big: big.map(({ ratio }) => ratio),
      count: rest.length,
      own: isMovable && isShown(own) ? { ratio: ownTile.ratio, at: this.#mover.at } : undefined,
    };
    const division = divide(description);
    const { perPage, pages, hasOwn } = division;
    const bigTiles = big.slice(0, division.big);
    const paged = [...big.slice(division.big), ...rest];
    const hadPages = this.#first.length > 0;
    this.#first = pages > 1 ? paged.slice(0, perPage).map(({ key }) => key) : [];
    this.#page = Math.min(this.#page, pages - 1);
    this.#size = sizeOf(stage);
    if (!hadPages && this.#showSpeaker()) {
      this.#arrange(atOnce);
      return;
    }
    const shown = paged.slice(this.#page * perPage, (this.#page + 1) * perPage);
    // On a page, tiles stand in the order of the document, in which the focus goes through them.
    const page = [...tiles, ownTile].filter((tile) => shown.includes(tile));
    const ratios = page.map(({ ratio }) => ratio);
    const places = arrangePage(description, division, description.big.slice(0, division.big), ratios);
    const restArea = bigTiles.length > 0 ? 'strip' : '';
    const boxes = new Map<Tile, [Box | undefined, Area]>();
    for (const [i, tile] of bigTiles.entries()) boxes.set(tile, [places.big[i], 'big']);
    for (const [i, tile] of page.entries()) boxes.set(tile, [places.rest[i], restArea]);
    if (places.own) boxes.set(ownTile, [places.own, hasOwn ? 'strip' : 'floating']);
    stage.classList.add('arranged');
    own.classList.toggle('movable', isMovable);
    for (const tile of [...tiles, ownTile]) {
      // The page hides the own one by its styles.
      if (tile === ownTile && isMovable && !places.own) continue;
      this.#put(tile.element, atOnce, ...(boxes.get(tile) ?? [undefined, '']));
    }
    this.#isFeaturing = bigTiles.length > 0;
    this.#renderButtons(pages, places.own);
    this.#featuring.follow(this.#host.layout === 'spotlight' || pages > 1 ? session : undefined);
  }

  /** The order in which tiles fill the pages: screens first, then those who spoke. */
  #sort(tiles: readonly Tile[]): readonly Tile[] {
    const order = this.#order.of(tiles.map(({ key }) => key));
    const isScreen = ({ element }: Tile): boolean => (element as TileElement).source === 'screen';
    return [...tiles].sort(
      (a, b) => Number(isScreen(b)) - Number(isScreen(a)) || order.indexOf(a.key) - order.indexOf(b.key),
    );
  }

  #tileOf(element: HTMLElement, key: string): Tile {
    const root = element.shadowRoot;
    if (root && this.#connection && !this.#watched.has(element)) {
      this.#watched.add(element);
      const { signal } = this.#connection;
      // Events of a video do not bubble.
      root.addEventListener('resize', () => this.#arrange(false), { signal, capture: true });
    }
    const { videoWidth: width = 0, videoHeight: height = 0 } = root?.querySelector('video') ?? {};
    return { element, key, ratio: this.#ratios.of(element, { width, height }) };
  }

  /** Hides a tile without a place. Its sound goes on. */
  #put(element: HTMLElement, atOnce: boolean, box: Box | undefined, area: Area): void {
    const place = box ? styleOf(box) : {};
    const text = [area, ...Object.values(place)].join();
    const before = this.#written.get(element);
    if (text === before) return;
    this.#written.set(element, text);
    for (const name of ['big', 'strip', 'floating']) element.classList.toggle(name, name === area);
    element.hidden = !box;
    // A tile that comes has no place to move from.
    element.style.transition = atOnce || before === undefined ? 'none' : '';
    for (const [name, value] of Object.entries(place)) element.style.setProperty(name, value);
  }

  #renderButtons(pages: number, own: Box | undefined): void {
    if (pages === 1) this.#turnedTo = undefined;
    const template = html`${own ? moveButton(this.#words, own, this.#mover.handlers) : nothing}${
      pages > 1
        ? pager(this.#words, {
            page: this.#page,
            pages,
            turnedTo: this.#turnedTo,
            turn: (step) => this.#turn(step, pages),
          })
        : nothing
    }`;
    render(template, this.#buttons);
  }

  #turn(step: 1 | -1, pages: number): void {
    this.#page = (this.#page + step + pages) % pages;
    this.#turnedTo = this.#page;
    this.#showSpeaker();
    this.#arrange(true);
  }

  #handleResize(): void {
    const { stage } = this.#elements();
    if (stage && sizeOf(stage) !== this.#size) this.#arrange(true);
  }

  #handleSpeaker(): void {
    this.#showSpeaker();
    this.#arrange(false);
  }

  /**
   * Brings the speaker to the first page. While another one is looked at, everybody stays where they are.
   *
   * @returns Whether a tile has moved.
   */
  #showSpeaker(): boolean {
    const { session } = this.#host;
    const speaker = session && Activity.of(session).speaker;
    if (speaker === undefined || this.#page > 0 || this.#first.length === 0) return false;
    const { others } = this.#elements();
    const key = keyOf({ participant: speaker, source: 'camera' });
    const elementOf = (wanted: string): HTMLElement | undefined =>
      others.find((element) => keyOf(element) === wanted);
    if (elementOf(key)?.classList.contains('big')) return false;
    const isHeld = (wanted: string): boolean => elementOf(wanted)?.matches(':focus-within') === true;
    return this.#order.bringForward(key, this.#first, isHeld);
  }
}

/** Lengths of a stage, in px. */
function measure(stage: HTMLElement): Pick<Stage, 'width' | 'height' | 'gap' | 'pager'> {
  const { clientWidth: width, clientHeight: height } = stage;
  const gap = getComputedStyle(stage.querySelector('.grid') ?? stage).columnGap;
  // Registered as a length, it is one here; without that, it is a text.
  const unit = getComputedStyle(stage).getPropertyValue('--_rtc-rem');
  return { width, height, gap: Number.parseFloat(gap) || 0, pager: PAGER * (Number.parseFloat(unit) || 16) };
}

const sizeOf = ({ clientWidth, clientHeight }: Element): string =>
  `${String(clientWidth)} ${String(clientHeight)}`;

/** A page that shows the own picture elsewhere hides this one. */
const isShown = (own: HTMLElement): boolean =>
  Boolean(own.hidden) || getComputedStyle(own).display !== 'none';

const styleOf = ({ x, y, width, height }: Box): Readonly<Record<string, string>> => ({
  'inset-block-start': `${String(y)}px`,
  'inset-inline-start': `${String(x)}px`,
  'inline-size': `${String(width)}px`,
  'block-size': `${String(height)}px`,
});
