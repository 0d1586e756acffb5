import type { CallSession } from '../../core/index.js';

/** Camera or screen of a participant, which has a tile. */
export interface TileOf {
  /** Id of the participant. */
  readonly participant: string;
  readonly source: 'camera' | 'screen';
}

export const keyOf = ({ participant, source }: TileOf): string => `${source} ${participant}`;

/** Every tile of the others, screens first: the order in the document, which never depends on the places. */
export const tilesOf = ({ participants }: CallSession): TileOf[] =>
  (['screen', 'camera'] as const).flatMap((source) =>
    participants
      .filter(({ media }) => source === 'camera' || media.screen)
      .map(({ id }) => ({ participant: id, source })),
  );
