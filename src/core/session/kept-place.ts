import { GRACE_MS } from '../../protocol/index.js';
import type { CaptureSource } from '../types.js';

/** What a page that goes away leaves behind, so that the next load of it is the same member. */
export interface KeptPlace {
  readonly token: string;
  readonly name: string;
  /** What was on. */
  readonly wanted: Readonly<Record<CaptureSource, boolean>>;
}

/**
 * Keeps a place in this tab. Only while no page is in the call: the storage of a tab is copied when the tab is
 * duplicated, and there must not be two with one token.
 *
 * @param graceMs - How long a page returns by itself: as long as the server holds the place, or as most servers do. Who
 *   comes back to a place that is gone gets another one.
 * @returns Whether there was somewhere to put it.
 */
export function keepPlace(key: string, place: KeptPlace, graceMs: number): boolean {
  try {
    sessionStorage.setItem(
      key,
      JSON.stringify({ ...place, until: Date.now() + Math.max(graceMs, GRACE_MS) }),
    );
    return true;
  } catch {
    return false; // Forbidden or full.
  }
}

/** The place that the page of a moment ago has kept; `take` it to go there. */
export function findPlace(key: string, take?: 'take'): KeptPlace | undefined {
  try {
    const place = JSON.parse(sessionStorage.getItem(key) ?? '{}') as KeptPlace & { until: number };
    if (take) sessionStorage.removeItem(key);
    if (place.until > Date.now()) return place;
  } catch {
    // No storage here, or something else in it.
  }
  return undefined;
}
