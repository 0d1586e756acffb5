import type { Source } from '../../core/index.js';

/** Names of the sources, within a sentence. */
export const SOURCES_EN: Readonly<Record<Source, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen',
  'screen-audio': 'sound of the screen',
};

export const SOURCES_ZH: Readonly<Record<Source, string>> = {
  microphone: '麦克风',
  camera: '摄像头',
  screen: '屏幕',
  'screen-audio': '屏幕声音',
};
