export { Manners, type MicrophoneNotice } from './manners.js';
