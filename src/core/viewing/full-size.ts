import type { PictureSource } from './view.js';
import { Viewing, type ViewedCall } from './viewing.js';

/** How long larger pictures are waited for, and after how long without another one, in ms: nobody wonders yet. */
const PATIENCE = 1500;
const SETTLED = 300;

/** Does something while all of a participant's picture is sent, which may be smaller before. */
export async function inFullSize<T>(
  session: ViewedCall,
  participant: string,
  source: PictureSource,
  action: () => Promise<T>,
): Promise<T> {
  const viewing = Viewing.of(session);
  const track = session.getPeer(participant)?.receiver(source)?.track;
  const viewer = {};
  const isReduced = viewing.isReduced(participant, source);
  viewing.show(viewer, [{ participant, source, view: 'full' }]);
  try {
    if (isReduced && track) await larger(track);
    return await action();
  } finally {
    viewing.show(viewer, []);
  }
}

/** Resolves when the picture of a track grows no longer, or has had the time to grow. */
async function larger(track: MediaStreamTrack): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Rejected when the stream is removed, after which nobody waits for it.
  video.play().catch(() => undefined);
  let before = 0;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE);
    video.addEventListener('resize', () => {
      // The first picture has a size, too. A browser may make it larger step by step.
      if (before > 0 && video.videoWidth > before) setTimeout(resolve, SETTLED);
      before = video.videoWidth;
    });
  });
  video.srcObject = null;
}
