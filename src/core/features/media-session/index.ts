export { MediaControls } from './media-controls.js';
