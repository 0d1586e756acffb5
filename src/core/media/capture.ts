import { RtcError, type RtcErrorCode } from '../errors.js';
import type { CaptureSource } from '../types.js';

/** Permission for camera and microphone together, as far as the browser knows. A hint only: Safari's never changes. */
export async function queryMediaPermission(
  names: readonly CaptureSource[] = ['camera', 'microphone'],
): Promise<PermissionState> {
  try {
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return (
      (['denied', 'prompt'] as const).find((state) => states.some((status) => status.state === state)) ??
      'granted'
    );
  } catch {
    return 'prompt';
  }
}

const CODES: Readonly<Record<string, RtcErrorCode>> = {
  NotFoundError: 'device-not-found',
  NotReadableError: 'device-in-use',
  OverconstrainedError: 'device-unavailable',
  SecurityError: 'media-disabled',
  AbortError: 'device-failed',
  TypeError: 'invalid-options',
};

/**
 * `getUserMedia` (mediacapture-streams §10.2.1) whose failures are `RtcError`s that say what can be done.
 *
 * @param signal - Nobody wants the tracks once it has aborted: those that come later are stopped.
 * @throws {RtcError} Why the devices could not be opened; or the reason of `signal`.
 */
export async function capture(
  constraints: MediaStreamConstraints,
  signal: AbortSignal,
): Promise<MediaStream> {
  signal.throwIfAborted();
  // Missing on insecure pages and in browsers without WebRTC; the types do not know that.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw missingDevices();
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia(constraints);
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const subject = subjectOf(constraints);
    throw new RtcError(
      CODES[name] ?? (await permissionCode(subject)),
      `getUserMedia failed: ${String(error)}`,
      {
        cause: error,
        recoverable: name !== 'SecurityError' && name !== 'TypeError',
        ...(subject && { subject }),
      },
    );
  }
  if (signal.aborted) {
    for (const track of stream.getTracks()) track.stop();
    signal.throwIfAborted();
  }
  return stream;
}

/** Why there is no `navigator.mediaDevices`. */
function missingDevices(): RtcError {
  return isSecureContext
    ? new RtcError('unsupported-browser', 'This browser has no getUserMedia.', { recoverable: false })
    : new RtcError('insecure-context', 'Camera and microphone need HTTPS or localhost.', {
        recoverable: false,
      });
}

async function permissionCode(subject: CaptureSource | undefined): Promise<RtcErrorCode> {
  return (await queryMediaPermission(subject && [subject])) === 'prompt'
    ? 'permission-dismissed'
    : 'permission-denied';
}

function subjectOf({ audio, video }: MediaStreamConstraints): CaptureSource | undefined {
  if (audio && video) return undefined;
  return audio ? 'microphone' : 'camera';
}
