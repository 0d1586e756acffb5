/** How long a pause may last that comes from moving the element or giving it another stream, in ms. */
const PATIENCE = 500;

/**
 * Plays a live video again that somebody else has paused: a media key, a headset that was unplugged, the browser while the
 * tab was hidden. Call it for each `pause` event, and when the page is visible again.
 */
export function playAgain(video: HTMLVideoElement, play: () => unknown): void {
  setTimeout(() => {
    const stream = video.srcObject as MediaStream | null;
    if (stream?.active && video.isConnected && video.paused) play();
  }, PATIENCE);
}
