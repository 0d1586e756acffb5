import type { CallSession } from '../../core/index.js';

/** Camera or screen of a participant, which has a tile. */
export interface TileOf {
  /** Id of the participant. */
  readonly participant: string;
  readonly source: 'camera' | 'screen';
}

/** Place of a tile: among the big ones or in the strip beside them, and its column and row there. */
export interface Place {
  readonly area: 'big' | 'strip';
  readonly x: number;
  readonly y: number;
}

/** Places of all tiles. Without places, all have the same size. */
export interface Places {
  /** By the key of the tile. */
  readonly of: ReadonlyMap<string, Place>;
  /** Columns and rows of the big places; lines of the strip, and how many tiles stand in one. */
  readonly size: readonly [columns: number, rows: number, lines: number, perLine: number];
}

export const keyOf = ({ participant, source }: TileOf): string => `${source} ${participant}`;

/** Every tile of the others, screens first: the order in the document, which never depends on the places. */
export const tilesOf = ({ participants }: CallSession): TileOf[] =>
  (['screen', 'camera'] as const).flatMap((source) =>
    participants
      .filter(({ media }) => source === 'camera' || media.screen)
      .map(({ id }) => ({ participant: id, source })),
  );
