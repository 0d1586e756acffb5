/** Fake devices that are given without a question, sound without a gesture, and connections within the machine. */
export const FIREFOX_PREFS = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.loopback': true,
  'ui.prefersReducedMotion': 1,
};
