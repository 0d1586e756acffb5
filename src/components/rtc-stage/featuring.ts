import { adoptStyles, type LitElement, type ReactiveController } from 'lit';
import { Activity } from '../../core/features/activity/index.js';
import type { CallSession } from '../../core/index.js';
import { styles } from './featuring.styles.js';
import { keyOf, tilesOf, type Place, type Places, type TileOf } from './places.js';
import type { RtcStage } from './rtc-stage.js';

/** Most tiles in one line of the strip: more would be too small to see anybody. */
const MOST = 5;

/** What a stage needs once something has a big place: who that is, where everybody else stands, and the styles. */
export class Featuring implements ReactiveController {
  readonly #stage: RtcStage;
  #session: CallSession | undefined;
  /** Lives as long as the speaker in this session is followed. */
  #following: AbortController | undefined;

  constructor(stage: RtcStage) {
    this.#stage = stage;
    const { elementStyles } = stage.constructor as typeof LitElement;
    if (stage.shadowRoot) adoptStyles(stage.shadowRoot, [...elementStyles, styles]);
    stage.addController(this);
    stage.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#stage.isConnected) this.#follow(undefined);
    });
  }

  /** Follows who speaks as long as the layout wants that. */
  hostUpdate(): void {
    const { session, layout } = this.#stage;
    this.#follow(layout === 'spotlight' ? session : undefined);
  }

  /** Where everybody stands, with these pins (see `keyOf`); undefined where all are the same. */
  placesIn(session: CallSession, pins: readonly string[]): Places | undefined {
    const others = tilesOf(session);
    const own: TileOf = { participant: session.self.id, source: 'camera' };
    const big = this.#featured(session, others, own, pins);
    this.#tell(session, big);
    if (big.length === 0) return undefined;
    const rest = others.filter((tile) => !big.includes(tile));
    // With nobody else in a strip, the own tile floats in the corner as ever.
    const strip = rest.length > 0 && !big.includes(own) ? [...rest, own] : rest;
    const columns = Math.ceil(Math.sqrt(big.length));
    const lines = Math.ceil(strip.length / MOST);
    const perLine = lines && Math.ceil(strip.length / lines);
    const of = new Map<string, Place>();
    for (const [i, tile] of big.entries()) {
      of.set(keyOf(tile), { area: 'big', x: i % columns, y: Math.floor(i / columns) });
    }
    for (const [i, tile] of strip.entries()) {
      of.set(keyOf(tile), { area: 'strip', x: i % perLine, y: Math.floor(i / perLine) });
    }
    return { of, size: [columns, Math.ceil(big.length / columns), lines, perLine] };
  }

  /** What is pinned; else all screens; else, where the layout wants that, whoever speaks. */
  #featured(
    session: CallSession,
    others: readonly TileOf[],
    own: TileOf,
    pins: readonly string[],
  ): readonly TileOf[] {
    const cameras = others.filter(({ source }) => source === 'camera');
    // Whoever is alone is not small beside themselves.
    if (cameras.length === 0) return [];
    const pinned = [...others, own].filter((tile) => pins.includes(keyOf(tile)));
    if (pinned.length > 0) return pinned;
    const screens = others.filter(({ source }) => source === 'screen');
    if (screens.length > 0) return screens;
    // One other person has all the place anyway.
    if (this.#stage.layout !== 'spotlight' || cameras.length === 1) return [];
    const { speaker } = Activity.of(session);
    // Somebody has to have the place before anybody has spoken.
    return [cameras.find(({ participant }) => participant === speaker) ?? cameras[0] ?? own];
  }

  /** Photos and recordings show the same. */
  #tell(session: CallSession, featured: readonly TileOf[]): void {
    const before = session.features.stage?.featured ?? [];
    if (before.map(keyOf).join() === featured.map(keyOf).join()) return;
    session.features.stage = { featured };
    session.dispatchEvent(new Event('change'));
  }

  #follow(session: CallSession | undefined): void {
    if (session === this.#session) return;
    this.#session = session;
    this.#following?.abort();
    if (!session) return;
    this.#following = new AbortController();
    const activity = Activity.of(session);
    let shown = activity.speaker;
    activity.watch(
      () => {
        if (activity.speaker === shown) return;
        shown = activity.speaker;
        this.#stage.requestUpdate();
      },
      { signal: this.#following.signal },
    );
  }
}
