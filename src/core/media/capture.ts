import { RtcError, type RtcErrorCode } from '../errors.js';
import type { CaptureSource } from '../types.js';

/** What `navigator.permissions` knows of camera and microphone together. A hint: Safari's does not change. */
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
 * A device that is gone is asked for once more without `exact`.
 */
export async function capture(constraints: MediaStreamConstraints): Promise<MediaStream> {
  const subject = subjectOf(constraints);
  // Missing on insecure pages and in browsers without WebRTC; the types do not know that.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw missingDevices();
  try {
    return await devices.getUserMedia(constraints);
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const { audio, video } = constraints;
    if (name === 'OverconstrainedError' && (hasDevice(audio) || hasDevice(video))) {
      return capture({ audio: anyDevice(audio), video: anyDevice(video) });
    }
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

type Wish = MediaStreamConstraints['audio'];

const hasDevice = (wish: Wish): boolean => typeof wish === 'object' && 'deviceId' in wish;

function anyDevice(wish: Wish = false): boolean | MediaTrackConstraints {
  if (typeof wish !== 'object') return wish;
  const { deviceId: _, ...rest } = wish;
  return rest;
}
