import { RtcError, type RtcErrorCode } from '../errors.js';
import type { CaptureSource } from '../types.js';
import { CAPTURE_SOURCES } from './capture-kinds.js';
import { queryMediaPermission } from './permission.js';
import { isAllowedByPolicy } from './permissions-policy.js';

const CODES: Readonly<Record<string, RtcErrorCode>> = {
  NotFoundError: 'device-not-found',
  NotReadableError: 'device-in-use',
  OverconstrainedError: 'device-unavailable',
  SecurityError: 'media-disabled',
  AbortError: 'device-failed',
  TypeError: 'invalid-options',
};

/** Of Chromium, where the privacy settings of the system keep the browser from a device. */
const isOfTheSystem = (message: string): boolean => /by system/i.test(message);

/** Of Firefox and Safari, for every reason not to give a device. */
const isForAnyReason = (message: string): boolean => /or the platform/i.test(message);

/** Why there is no `navigator.mediaDevices`. */
export function missingDevices(): RtcError {
  return isSecureContext
    ? new RtcError('unsupported-browser', 'This browser has no getUserMedia.', { recoverable: false })
    : new RtcError('insecure-context', 'Camera and microphone need HTTPS or localhost.', {
        recoverable: false,
      });
}

/** What kept the browser from giving the devices. */
export async function captureFailure(
  cause: unknown,
  { audio, video }: MediaStreamConstraints,
): Promise<RtcError> {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  const sources = CAPTURE_SOURCES.filter((source) => (source === 'camera' ? video : audio));
  const missing = name === 'OverconstrainedError' && ![audio, video].some(isRestricted);
  const code = missing ? 'device-not-found' : (CODES[name] ?? (await refusal(sources, message)));
  const [subject] = sources.length === 1 ? sources : [];
  return new RtcError(
    code,
    `getUserMedia failed: ${String(cause)}${code === 'media-disabled' ? `. ${POLICY_HELP}` : ''}`,
    {
      cause,
      recoverable: code !== 'media-disabled' && name !== 'TypeError',
      ...(subject && { subject }),
    },
  );
}

/**
 * Whether a request excludes devices. WebKitGTK answers one that excludes none with an OverconstrainedError, too, where
 * no device is connected.
 */
const isRestricted = (wish: MediaTrackConstraints | boolean | undefined): boolean =>
  typeof wish === 'object' &&
  [wish, ...(wish.advanced ?? [])]
    .flatMap((set): unknown[] => Object.values(set))
    .some(
      (value) =>
        typeof value === 'object' && value !== null && ['exact', 'min', 'max'].some((key) => key in value),
    );

const POLICY_HELP =
  'An <iframe> has to allow it (allow="camera; microphone"), and so does the header Permissions-Policy of each page around it.';

/** Who did not allow it: the page, the system, or the person, who may not have decided. */
async function refusal(sources: readonly CaptureSource[], message: string): Promise<RtcErrorCode> {
  const permission = await queryMediaPermission(sources);
  if (!sources.every(isAllowedByPolicy) || (permission === 'denied' && isForeignFrame()))
    return 'media-disabled';
  if (isOfTheSystem(message) || (permission === 'granted' && isForAnyReason(message))) return 'system-denied';
  return permission === 'prompt' ? 'permission-dismissed' : 'permission-denied';
}

/** In a frame of another origin, in a browser that does not say whether that has allowed it: mostly it has not. */
const isForeignFrame = (): boolean =>
  window !== window.top && window.frameElement === null && !('featurePolicy' in document);

/** Why `getDisplayMedia` cannot be used. */
export const missingScreenCapture = (): RtcError =>
  new RtcError('unsupported-browser', 'This page cannot use getDisplayMedia.', {
    recoverable: false,
    subject: 'screen',
  });

/** What kept the browser from giving a screen. */
export function screenFailure(cause: unknown): RtcError {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  const refusal = isOfTheSystem(message) ? 'system-denied' : 'permission-dismissed';
  const code = name === 'NotAllowedError' ? refusal : 'device-failed';
  return new RtcError(code, `getDisplayMedia failed: ${String(cause)}`, { cause, subject: 'screen' });
}

/** Failures of a request for two devices that only one of them may be to blame for. */
const ONE_AT_FAULT: readonly RtcErrorCode[] = [
  'permission-denied',
  'permission-dismissed',
  'system-denied',
  'media-disabled',
  'device-not-found',
  'device-in-use',
  'device-unavailable',
  'device-failed',
];

/**
 * One request for several devices has failed: opens each by itself, where only one of them may be to blame.
 *
 * @param open - Opens one; what it returns says why it could not.
 * @returns Why sources could not be opened; the same error for all where none could.
 */
export async function captureEach(
  sources: readonly CaptureSource[],
  failure: RtcError,
  open: (source: CaptureSource) => Promise<ReadonlyMap<CaptureSource, RtcError>>,
): Promise<ReadonlyMap<CaptureSource, RtcError>> {
  const failAll = (common: RtcError): ReadonlyMap<CaptureSource, RtcError> =>
    new Map(sources.map((source) => [source, common]));
  if (!ONE_AT_FAULT.includes(failure.code) || (await isDecided(sources, failure))) return failAll(failure);
  const failures = new Map<CaptureSource, RtcError>();
  for (const source of sources) {
    for (const [key, cause] of await open(source)) failures.set(key, cause);
  }
  const [cause] = failures.values();
  if (!cause || failures.size < sources.length) return failures;
  const { code, message, recoverable } = cause;
  return failAll(
    new RtcError(code, `Neither camera nor microphone opens. ${message}`, { cause, recoverable }),
  );
}

/** The person has answered for both devices, or closed the question, as Chromium says: they are not asked twice more. */
async function isDecided(sources: readonly CaptureSource[], { cause }: RtcError): Promise<boolean> {
  if (cause instanceof Error && /dismissed/i.test(cause.message)) return true;
  const permissions = await Promise.all(sources.map((source) => queryMediaPermission([source])));
  return permissions.every((permission) => permission === 'denied');
}
