import { CAMERA_RATE } from './fake-camera.mjs';

/**
 * Fake devices that are given without a question, sound without a gesture, connections within the machine, and none of what
 * only delays the start: extensions of its own, a new tab page, telemetry.
 */
export const FIREFOX_PREFS = {
  'media.navigator.streams.fake': true,
  'media.navigator.video.default_fps': CAMERA_RATE,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.loopback': true,
  'ui.prefersReducedMotion': 1,
  'extensions.enabledScopes': 0,
  'extensions.installDistroAddons': false,
  'extensions.webextensions.remote': false,
  'browser.newtabpage.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'dom.ipc.processPrelaunch.enabled': false,
  'toolkit.telemetry.unified': false,
};
