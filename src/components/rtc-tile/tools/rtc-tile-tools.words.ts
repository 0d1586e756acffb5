import { addWords } from '../../words/dictionary.js';

export interface ToolTerms {
  optionsOf: (name: string) => string;
  pin: string;
  silence: string;
  volume: string;
  mirror: string;
  fillTile: string;
  showWhole: string;
  moveOn: string;
  otherCamera: string;
  smallWindow: string;
  fullscreen: string;
  inspectConnection: string;
  roundTrip: (ms: number) => string;
  /** The picture stands still. */
  standing: string;
}

addWords({
  optionsOf: (name) => `Options: ${name}`,
  pin: 'Keep big',
  silence: 'Mute for me',
  volume: 'Volume',
  mirror: 'Mirror',
  fillTile: 'Fill the tile',
  showWhole: 'Show the whole picture',
  moveOn: 'Move to the next corner',
  otherCamera: 'Switch camera',
  smallWindow: 'Small window',
  fullscreen: 'Full screen',
  inspectConnection: 'Connection in detail',
  roundTrip: (ms) => `${String(ms)} ms`,
  standing: 'Paused: this device is busy',
} satisfies ToolTerms);
