import type { TileAction } from './tile-action.js';

/** Everything that a tile shows. */
export interface TileContent {
  /** Id of the participant; the colour of the avatar follows from it. Empty outside of a call. */
  readonly id: string;
  /** Foreign text; may be empty. */
  readonly name: string;
  /** Text of the badge, in place of the name. */
  readonly label?: string;
  /** There is a picture to show. */
  readonly camera: boolean;
  readonly muted: boolean;
  /** The person here does not want to hear them. */
  readonly silenced?: boolean;
  readonly mirrored?: boolean;
  /** Lies above the picture. */
  readonly overlay?: unknown;
  /** Entries of its menu that this kind of tile has. */
  readonly actions: readonly TileAction[];
}
