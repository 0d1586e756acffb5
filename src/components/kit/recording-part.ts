/** Loads the recorder. One function, so that all callers share the request. */
export const recordingPart = () => import('../../core/features/recording/index.js');
