export { Limits } from './limits.js';
export { Viewers } from './viewers.js';
