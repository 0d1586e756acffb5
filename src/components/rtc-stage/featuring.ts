import { Activity } from '../../core/features/activity/index.js';
import type { CallSession } from '../../core/index.js';
import { featuredTiles } from './featured-tiles.js';
import { keyOf, type TileOf } from './places.js';

/** The stage, as far as it is needed here. */
export interface FeaturingHost {
  readonly session: CallSession | undefined;
  readonly layout: 'grid' | 'spotlight';
  /** Keys of the pinned tiles, see `keyOf`. */
  readonly pins: readonly string[];
}

/** Chooses the tiles of a stage that get a big place, publishes them as `session.features.stage`, and follows the speaker. */
export class Featuring {
  readonly #host: FeaturingHost;
  readonly #onSpeaker: () => void;
  #session: CallSession | undefined;
  /** Lives as long as the speaker in this session is followed. */
  #following: AbortController | undefined;

  /** @param onSpeaker - Called when another participant has become the speaker. */
  constructor(host: FeaturingHost, onSpeaker: () => void) {
    this.#host = host;
    this.#onSpeaker = onSpeaker;
  }

  /** The tiles that get a big place now. Photos and recordings show the same. */
  choose(session: CallSession): readonly TileOf[] {
    const { layout, pins } = this.#host;
    const featured = featuredTiles(session, {
      pins,
      spotlight: layout === 'spotlight',
      speaker: Activity.of(session).speaker,
    });
    const before = session.features.stage?.featured ?? [];
    if (before.map(keyOf).join() !== featured.map(keyOf).join()) session.publish('stage', { featured });
    return featured;
  }

  /** Follows who speaks in this session; in none without it. */
  follow(session: CallSession | undefined): void {
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
        this.#onSpeaker();
      },
      { signal: this.#following.signal },
    );
  }
}
