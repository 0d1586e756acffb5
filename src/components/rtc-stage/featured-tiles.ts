import type { CallSession } from '../../core/index.js';
import { keyOf, tilesOf, type TileOf } from './places.js';

/** Choices that decide which tiles get a big place. */
export interface Wishes {
  /** Keys of the pinned tiles, see `keyOf`. */
  readonly pins: readonly string[];
  /** The participant who speaks gets a big place, unless something is pinned or shared. */
  readonly spotlight: boolean;
  /** Id of the participant who speaks, or spoke last. */
  readonly speaker: string | undefined;
}

/** The tiles that get a big place: those that are pinned; else all screens; else, in the spotlight, whoever speaks. */
export function featuredTiles(session: CallSession, { pins, spotlight, speaker }: Wishes): readonly TileOf[] {
  const others = tilesOf(session);
  const own: TileOf = { participant: session.self.id, source: 'camera' };
  const cameras = others.filter(({ source }) => source === 'camera');
  // Somebody who is alone has no other tile to be bigger than.
  if (cameras.length === 0) return [];
  const pinned = [...others, own].filter((tile) => pins.includes(keyOf(tile)));
  if (pinned.length > 0) return pinned;
  const screens = others.filter(({ source }) => source === 'screen');
  if (screens.length > 0) return screens;
  // One other person has all the place anyway.
  if (!spotlight || cameras.length === 1) return [];
  // Somebody has to have the place before anybody has spoken.
  return [cameras.find(({ participant }) => participant === speaker) ?? cameras[0] ?? own];
}
