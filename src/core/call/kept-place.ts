import { GRACE_MS } from '../../protocol/limits.js';
import type { CaptureSource } from '../types.js';
import type { CallSessionOptions } from './options.js';

/** Saved when a page goes away; the next load of it uses it to resume the same membership. */
export interface KeptPlace {
  readonly token: string;
  readonly name: string;
  /** Devices that were on. */
  readonly wanted: Readonly<Record<CaptureSource, boolean>>;
  /** End of the time in which the place can be taken, in ms since the epoch. */
  readonly until: number;
}

/** Key in `sessionStorage` of a place in a call, for the next load of the page. */
export const placeKey = ({ signaling, room }: CallSessionOptions): string =>
  `rtc-elements:place ${signaling} ${room}`;

/**
 * End of the time in which a page returns by itself: as long as the server holds the place, or as most
 * servers do. A page that comes back to a place that is gone gets another one.
 */
export const holdUntil = (graceMs: number): number => Date.now() + Math.max(graceMs, GRACE_MS);

/**
 * Keeps a place in this tab. Only while no page is in the call: the storage of a tab is copied when the tab is
 * duplicated, and there must not be two with one token.
 *
 * @returns Whether there was somewhere to put it.
 */
export function keepPlace(key: string, place: KeptPlace): boolean {
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
    return true;
  } catch {
    return false; // Forbidden or full.
  }
}

/** The place that the previous load of the page has saved; `take` removes it, for the page that uses it. */
export function findPlace(options: CallSessionOptions, take?: 'take'): KeptPlace | undefined {
  if (options.resume === false) return undefined;
  const key = placeKey(options);
  try {
    const place = JSON.parse(sessionStorage.getItem(key) ?? '{}') as KeptPlace;
    if (take) sessionStorage.removeItem(key);
    if (place.until > Date.now()) return place;
  } catch {
    // No storage here, or something else in it.
  }
  return undefined;
}
