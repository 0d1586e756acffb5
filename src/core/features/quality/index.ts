export { QUALITY_PRESETS, type QualityPreset } from './presets.js';
export { Quality } from './quality.js';
