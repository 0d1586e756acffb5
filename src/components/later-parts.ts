/**
 * Parts that are loaded when they are first needed, and in every call once its controllers are there. One function for
 * each, so that all who ask for it share the request.
 */
export const moreButtonsPart = () => import('./rtc-controls/more-buttons.js');
export const arrangingPart = () => import('./rtc-stage/arranging.js');
export const photoPart = () => import('./kit/photo.js');
