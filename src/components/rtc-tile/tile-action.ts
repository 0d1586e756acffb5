/** Entry of the menu of a tile. The menu has the words and the picture for each name. */
export type TileAction = TileSwitch | TileSlider | TilePreference;

interface TileSwitch {
  readonly name: 'silence';
  readonly value: boolean;
  readonly set: (value: boolean) => void;
}

interface TileSlider {
  readonly name: 'volume';
  /** 0 to 1. */
  readonly value: number;
  readonly set: (value: number) => void;
}

/** A choice for every call: the menu sets it among the preferences of the person, and the tile follows them. */
interface TilePreference {
  readonly name: 'mirror';
  readonly value: boolean;
}
