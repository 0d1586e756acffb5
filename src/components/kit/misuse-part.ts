/** The search for mistakes of the page's author: loaded where something looks like one, and in calls that have settled. */
export const misusePart = () => import('../misuse/misuse.js');
