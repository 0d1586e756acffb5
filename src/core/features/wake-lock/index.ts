export { keepAwake } from './keep-awake.js';
