/** Loads the effects for camera and microphone. One function, so that all callers share the request. */
export const effectsPart = () => import('../../core/features/effects/index.js');
