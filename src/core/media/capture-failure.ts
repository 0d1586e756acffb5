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

/** Whether Chromium says that the privacy settings of the system refuse the device. */
const isOfTheSystem = (message: string): boolean => /by system/i.test(message);

/** Whether the text is the one that Firefox and Safari use for every refusal, whoever refused. */
const isForAnyReason = (message: string): boolean => /or the platform/i.test(message);

/** The error for a page without `navigator.mediaDevices`. */
export function missingDevices(): RtcError {
  return isSecureContext
    ? new RtcError('unsupported-browser', 'This browser has no getUserMedia.', { recoverable: false })
    : new RtcError('insecure-context', 'Camera and microphone need HTTPS or localhost.', {
        recoverable: false,
      });
}

/** The error for a rejected `getUserMedia`. */
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

/** Finds out whether the page, the system or the person refused, or whether the person only closed the prompt. */
async function refusal(sources: readonly CaptureSource[], message: string): Promise<RtcErrorCode> {
  const permission = await queryMediaPermission(sources);
  if (!sources.every(isAllowedByPolicy) || (permission === 'denied' && isForeignFrame()))
    return 'media-disabled';
  if (isOfTheSystem(message) || (permission === 'granted' && isForAnyReason(message))) return 'system-denied';
  return permission === 'prompt' ? 'permission-dismissed' : 'permission-denied';
}

/** Whether this is a cross-origin frame in a browser that does not tell its permissions: most such frames have none. */
const isForeignFrame = (): boolean =>
  window !== window.top && window.frameElement === null && !('featurePolicy' in document);

/** The error for a page that cannot use `getDisplayMedia`. */
export const missingScreenCapture = (): RtcError =>
  new RtcError('unsupported-browser', 'This page cannot use getDisplayMedia.', {
    recoverable: false,
    subject: 'screen',
  });

/** The error for a rejected `getDisplayMedia`. */
export function screenFailure(cause: unknown): RtcError {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  const refusal = isOfTheSystem(message) ? 'system-denied' : 'permission-dismissed';
  const code = name === 'NotAllowedError' ? refusal : 'device-failed';
  return new RtcError(code, `getDisplayMedia failed: ${String(cause)}`, { cause, subject: 'screen' });
}

/** Codes of a failed request for two devices for which only one of them may be the cause. */
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
 * Opens each device by itself after one request for all of them failed, if only one of them may be the cause.
 *
 * @param open - Opens one; what it returns says why it could not.
 * @returns The error of each source that could not be opened; the same error for all if none could.
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

/** Whether the person has refused both devices, or closed the prompt: asking for each would be two more prompts. */
async function isDecided(sources: readonly CaptureSource[], { cause }: RtcError): Promise<boolean> {
  if (cause instanceof Error && /dismissed/i.test(cause.message)) return true;
  const permissions = await Promise.all(sources.map((source) => queryMediaPermission([source])));
  return permissions.every((permission) => permission === 'denied');
}
