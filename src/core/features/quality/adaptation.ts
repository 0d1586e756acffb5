export { CheapestCodec } from './cheapest-codec.js';
export { Limits } from './limits.js';
export { Viewers } from './viewers.js';
