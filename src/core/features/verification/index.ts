export { Verification } from './verification.js';
