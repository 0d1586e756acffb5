export { Activity } from './activity.js';
export type { LinkGrade, LinkHealth } from './link-health.js';
