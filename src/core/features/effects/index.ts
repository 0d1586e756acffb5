export { Effects } from './effects.js';
export type { Effect, EffectObstacle } from './obstacle.js';
