/** @param {number} rate - Pictures a second of the camera. */
export const fakeDevices = (rate) => `--use-fake-device-for-media-stream=fps=${rate}`;

/** Command line of every Chromium the tests start: nobody to ask for permission, and nothing that tests do not need. */
export const CHROMIUM_ARGS = [
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-gpu',
  // A colour that is measured while something fades in is not the one that is meant.
  '--force-prefers-reduced-motion',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Each window would have two more pages for the address bar, which nobody sees, and each page a process in reserve.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess',
  // Chromium's sandbox does not start for root, as which containers mostly run.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
