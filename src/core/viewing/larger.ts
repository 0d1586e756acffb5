/** Longest wait for larger pictures, and wait after one for another, in ms: nobody wonders yet. */
const PATIENCE = 1500;
const SETTLED = 300;

/** Resolves when the picture of a track has grown and grows no longer, or has had the time to grow, in ms. */
export async function larger(track: MediaStreamTrack, patience = PATIENCE): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Rejected when the stream is removed, after which nobody waits for it.
  video.play().catch(() => undefined);
  let before = 0;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, patience);
    video.addEventListener('resize', () => {
      // The first picture has a size, too. A browser may make it larger step by step.
      if (before > 0 && video.videoWidth > before) setTimeout(resolve, SETTLED);
      before = video.videoWidth;
    });
  });
  video.srcObject = null;
}
