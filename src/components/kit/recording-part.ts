/** The recorder: one function, so that everybody who asks for it shares the request. */
export const recordingPart = () => import('../../core/recording/index.js');
