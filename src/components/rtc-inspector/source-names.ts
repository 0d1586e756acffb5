import type { Source } from '../../core/index.js';

/** Names of the sources in English, within a sentence. */
export const SOURCES: Readonly<Record<Source, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen',
  'screen-audio': 'sound of the screen',
};
