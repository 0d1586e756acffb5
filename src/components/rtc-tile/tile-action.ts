/** Entry of the menu of a tile. The menu has the words and the picture for each name. */
export type TileAction = TileSwitch | TileSlider;

interface TileSwitch {
  readonly name: 'silence' | 'mirror';
  readonly value: boolean;
  readonly set: (value: boolean) => void;
}

interface TileSlider {
  readonly name: 'volume';
  /** 0 to 1. */
  readonly value: number;
  readonly set: (value: number) => void;
}
