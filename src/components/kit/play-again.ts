/** A pause longer than this, in ms, does not come from moving the element or setting another stream. */
const PATIENCE = 500;

/**
 * Plays a live video again that was paused from outside: by a media key, an unplugged headset, or the browser while the tab
 * was hidden. Call it for each `pause` event, and when the page is visible again.
 */
export function playAgain(video: HTMLVideoElement, play: () => unknown): void {
  setTimeout(() => {
    const stream = video.srcObject as MediaStream | null;
    if (stream?.active && video.isConnected && video.paused) play();
  }, PATIENCE);
}
