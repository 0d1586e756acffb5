export { inFullSize } from './full-size.js';
export type { PictureSource, Size } from './view.js';
export { Viewing, type Look } from './viewing.js';
