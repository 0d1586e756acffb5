import { isAllowedByPolicy } from './permissions-policy.js';

/** Whether this page can share a screen: the browsers of phones cannot, and a frame may not be allowed to. */
export const canCaptureScreen = (): boolean =>
  'mediaDevices' in navigator &&
  'getDisplayMedia' in navigator.mediaDevices &&
  isAllowedByPolicy('display-capture');
