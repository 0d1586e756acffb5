import { adoptStyles, type LitElement, type ReactiveController } from 'lit';
import { Activity } from '../../core/features/activity/index.js';
import type { CallSession } from '../../core/index.js';
import { arrange, featuredTiles } from './arrange.js';
import { styles } from './featuring.styles.js';
import { keyOf, type Places, type TileOf } from './places.js';

/** The stage, as far as it is needed here. */
interface FeaturingHost extends LitElement {
  readonly session: CallSession | undefined;
  readonly layout: 'grid' | 'spotlight';
}

/** Gives tiles of a stage a big place, and publishes which: `session.features.stage`. */
export class Featuring implements ReactiveController {
  readonly #host: FeaturingHost;
  #featured: readonly TileOf[] = [];
  #session: CallSession | undefined;
  /** Lives as long as the speaker in this session is followed. */
  #following: AbortController | undefined;

  constructor(host: FeaturingHost) {
    this.#host = host;
    const { elementStyles } = host.constructor as typeof LitElement;
    if (host.shadowRoot) adoptStyles(host.shadowRoot, [...elementStyles, styles]);
    host.addController(this);
    host.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#follow(undefined);
    });
  }

  /** Follows who speaks as long as the layout wants that. */
  hostUpdate(): void {
    const { session, layout } = this.#host;
    this.#follow(layout === 'spotlight' ? session : undefined);
  }

  hostUpdated(): void {
    const { session } = this.#host;
    if (session) this.#publish(session);
  }

  /** Where each tile stands, with these pins (see `keyOf`); undefined where all are the same. */
  placesIn(session: CallSession, pins: readonly string[]): Places | undefined {
    const spotlight = this.#host.layout === 'spotlight';
    const speaker = spotlight ? Activity.of(session).speaker : undefined;
    this.#featured = featuredTiles(session, { pins, spotlight, speaker });
    return arrange(session, this.#featured);
  }

  /** Photos and recordings show the same tiles. */
  #publish(session: CallSession): void {
    const before = session.features.stage?.featured ?? [];
    const featured = this.#featured;
    if (before.map(keyOf).join() === featured.map(keyOf).join()) return;
    session.publish('stage', { featured });
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
        this.#host.requestUpdate();
      },
      { signal: this.#following.signal },
    );
  }
}
