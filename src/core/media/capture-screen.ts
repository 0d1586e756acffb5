import { RtcError } from '../errors.js';

/** Options of screen-capture §5.3 that TypeScript's DOM types do not have yet. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly systemAudio?: 'include';
  readonly surfaceSwitching?: 'include';
  readonly selfBrowserSurface?: 'exclude';
}

/** Whether this browser can share a screen at all: those of phones cannot. */
export const canCaptureScreen = (): boolean =>
  'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;

/**
 * `getDisplayMedia` (screen-capture §5.1), with sound where the browser has it. Has to be called right from a
 * gesture of the person.
 *
 * @throws {RtcError} `permission-dismissed` when nothing was chosen.
 */
export async function captureScreen(video: MediaTrackConstraints = {}): Promise<MediaStream> {
  if (!canCaptureScreen()) {
    throw new RtcError('unsupported-browser', 'This browser has no getDisplayMedia.', {
      recoverable: false,
      subject: 'screen',
    });
  }
  const options: ScreenOptions = {
    video,
    audio: true,
    systemAudio: 'include',
    surfaceSwitching: 'include',
    selfBrowserSurface: 'exclude',
  };
  try {
    return await navigator.mediaDevices.getDisplayMedia(options);
  } catch (error) {
    const refused = error instanceof Error && error.name === 'NotAllowedError';
    throw new RtcError(
      refused ? 'permission-dismissed' : 'device-failed',
      `getDisplayMedia failed: ${String(error)}`,
      { cause: error, subject: 'screen' },
    );
  }
}
