import { feature } from '../../core/call/feature.js';
import { Quality } from '../../core/features/quality/index.js';
import type { CallPreferences, CallSession } from '../../core/index.js';
import { equal } from '../../internal/equal.js';
import { recallPreferences, rememberPreferences } from './preference-memory.js';

/** Changes some preferences of the person: everything that follows them does so at once, and they are remembered. */
export function prefer(session: CallSession, preferences: CallPreferences): void {
  Preferences.of(session);
  session.publish('preferences', { ...session.features.preferences, ...preferences });
}

/** Keeps the preferences in a session: recalls them from earlier pages, remembers what changes, and sets the quality. */
export class Preferences {
  static readonly of = feature(
    (session: CallSession) => new Preferences(session),
    (preferences) => preferences.#begin(),
  );

  readonly #session: CallSession;
  #current: CallPreferences = {};

  private constructor(session: CallSession) {
    this.#session = session;
  }

  #begin(): void {
    const { features } = this.#session;
    this.#current = recallPreferences();
    this.#setQuality();
    this.#session.addEventListener('change', () => this.#follow());
    // Some may have been chosen before this was loaded.
    this.#session.publish('preferences', { ...this.#current, ...features.preferences });
  }

  #follow(): void {
    const { preferences = {} } = this.#session.features;
    if (preferences === this.#current) return;
    const before = this.#current;
    this.#current = preferences;
    if (!equal(preferences, before)) rememberPreferences(preferences);
    if (preferences.quality !== before.quality) this.#setQuality();
  }

  #setQuality(): void {
    const { quality } = this.#current;
    if (quality) Quality.of(this.#session).preset = quality;
  }
}
