import type { CallSession } from '../../core/index.js';
import { keyOf, tilesOf, type Place, type Places, type TileOf } from './places.js';

/** Most tiles in one line of the strip: more would be too small to see anybody. */
const MOST = 5;

/** Choices that decide which tiles get a big place. */
export interface Wishes {
  /** Keys of the pinned tiles, see `keyOf`. */
  readonly pins: readonly string[];
  /** The participant who speaks gets a big place, unless something is pinned or shared. */
  readonly spotlight: boolean;
  /** Id of the participant who speaks, or spoke last. */
  readonly speaker: string | undefined;
}

const ownTile = ({ self }: CallSession): TileOf => ({ participant: self.id, source: 'camera' });

/** The tiles that get a big place: those that are pinned; else all screens; else, in the spotlight, whoever speaks. */
export function featuredTiles(session: CallSession, { pins, spotlight, speaker }: Wishes): readonly TileOf[] {
  const others = tilesOf(session);
  const own = ownTile(session);
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

/** Where each tile stands when these are big; undefined where none is, so that all are the same. */
export function arrange(session: CallSession, featured: readonly TileOf[]): Places | undefined {
  if (featured.length === 0) return undefined;
  const big = featured.map(keyOf);
  const own = ownTile(session);
  const rest = tilesOf(session).filter((tile) => !big.includes(keyOf(tile)));
  // With nobody else in a strip, the own tile floats in the corner as ever.
  const strip = rest.length > 0 && !big.includes(keyOf(own)) ? [...rest, own] : rest;
  const columns = Math.ceil(Math.sqrt(big.length));
  const lines = Math.ceil(strip.length / MOST);
  const perLine = lines && Math.ceil(strip.length / lines);
  const of = new Map<string, Place>();
  for (const [i, key] of big.entries()) {
    of.set(key, { area: 'big', x: i % columns, y: Math.floor(i / columns) });
  }
  for (const [i, tile] of strip.entries()) {
    of.set(keyOf(tile), { area: 'strip', x: i % perLine, y: Math.floor(i / perLine) });
  }
  return { of, size: [columns, Math.ceil(big.length / columns), lines, perLine] };
}
