import { loadPart } from '../load-part.js';
import type { MediaConstraints } from '../types.js';
import { isAllowedByPolicy } from './permissions-policy.js';

const failurePart = () => import('./capture-failure.js');

/** Options of screen-capture §5.3 that TypeScript's DOM types do not have yet. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly systemAudio: 'include' | 'exclude';
  readonly surfaceSwitching: 'include';
  readonly selfBrowserSurface: 'exclude';
}

/** Whether the capture leaves out the sound of this page, and so the call itself (screen-capture §5.4.5). */
interface OwnAudio {
  readonly restrictOwnAudio?: boolean;
}

/** Whether this page can share a screen: the browsers of phones cannot, and a frame may not be allowed to. */
export const canCaptureScreen = (): boolean =>
  'mediaDevices' in navigator &&
  'getDisplayMedia' in navigator.mediaDevices &&
  isAllowedByPolicy('display-capture');

/**
 * `getDisplayMedia` (screen-capture §5.1), with sound unless that would carry the call back to the others. Call it
 * synchronously from a user gesture.
 *
 * @throws {RtcError} `permission-dismissed` when nothing was chosen, `system-denied` where the system refuses.
 */
export async function captureScreen({ screen = {}, screenAudio }: MediaConstraints): Promise<MediaStream> {
  if (!canCaptureScreen()) throw (await loadPart(failurePart)).missingScreenCapture();
  const restricts = 'restrictOwnAudio' in navigator.mediaDevices.getSupportedConstraints();
  const audio: MediaTrackConstraints & OwnAudio = {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    channelCount: 2,
    ...screenAudio,
    ...(restricts && { restrictOwnAudio: true }),
  };
  const options: ScreenOptions = {
    video: screen,
    audio,
    systemAudio: restricts ? 'include' : 'exclude',
    surfaceSwitching: 'include',
    selfBrowserSurface: 'exclude',
  };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia(options);
  } catch (error) {
    const { screenFailure } = await loadPart(failurePart);
    throw screenFailure(error);
  }
  dropOwnSound(stream);
  return stream;
}

/** Removes the sound of a screen or window: it contains the call, unless the browser says that it leaves this page out. */
function dropOwnSound(stream: MediaStream): void {
  const [video] = stream.getVideoTracks();
  const { displaySurface } = video?.getSettings() ?? {};
  if (displaySurface !== 'monitor' && displaySurface !== 'window') return;
  for (const track of stream.getAudioTracks()) {
    if ((track.getSettings() as OwnAudio).restrictOwnAudio === true) continue;
    track.stop();
    stream.removeTrack(track);
  }
}
