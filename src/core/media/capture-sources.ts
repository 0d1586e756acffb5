import { RtcError, toRtcError, type RtcErrorCode } from '../errors.js';
import type { CaptureSource } from '../types.js';
import type { Wishes } from './capture-constraints.js';
import { TRACK_KINDS } from './capture-kinds.js';
import { capture } from './capture.js';

/** Failures of a request for two devices that only one of them may be to blame for. */
const ONE_AT_FAULT: readonly RtcErrorCode[] = [
  'device-not-found',
  'device-in-use',
  'device-unavailable',
  'device-failed',
];

/**
 * Opens devices with one request; where that fails because of one of them, with one request for each.
 *
 * @param hold - Takes each track as soon as it is there.
 * @returns Why sources could not be opened; the same error for all where none could.
 */
export async function captureSources(
  sources: readonly CaptureSource[],
  wishesFor: (sources: readonly CaptureSource[]) => Wishes,
  hold: (source: CaptureSource, track: MediaStreamTrack) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<CaptureSource, RtcError>> {
  try {
    const stream = await capturePreferred(wishesFor(sources), signal);
    for (const track of stream.getTracks()) {
      const source = sources.find((candidate) => TRACK_KINDS[candidate] === track.kind);
      if (source) hold(source, track);
    }
    return new Map();
  } catch (error) {
    const failure = toRtcError(error, 'device-failed');
    const allFail = (common: RtcError): ReadonlyMap<CaptureSource, RtcError> =>
      new Map(sources.map((source) => [source, common]));
    if (sources.length === 1 || !ONE_AT_FAULT.includes(failure.code)) return allFail(failure);
    const failures = new Map<CaptureSource, RtcError>();
    for (const source of sources) {
      const [[, cause] = []] = await captureSources([source], wishesFor, hold, signal);
      if (cause) failures.set(source, cause);
    }
    const [cause] = failures.values();
    if (!cause || failures.size < sources.length) return failures;
    return allFail(new RtcError(cause.code, 'Neither camera nor microphone opens.', { cause }));
  }
}

/**
 * Opens the devices that the person prefers. One that is gone is left to the browser's choice, while the other one
 * stays. An attempt costs no prompt: Chromium and Firefox refuse what they cannot satisfy before they ask the person.
 */
export async function capturePreferred({ audio, video }: Wishes, signal: AbortSignal): Promise<MediaStream> {
  const [anyAudio, anyVideo] = [withoutDevice(audio), withoutDevice(video)];
  const attempts: Wishes[] = [];
  if (anyAudio !== audio || anyVideo !== video) attempts.push({ audio, video });
  if (anyAudio !== audio && anyVideo !== video) {
    attempts.push({ audio, video: anyVideo }, { audio: anyAudio, video });
  }
  for (const attempt of attempts) {
    try {
      return await capture(attempt, signal);
    } catch (error) {
      if (!(error instanceof RtcError && error.code === 'device-unavailable')) throw error;
    }
  }
  return capture({ audio: anyAudio, video: anyVideo }, signal);
}

/** The same object where no device is in it. */
function withoutDevice(wish: Wishes['audio']): Wishes['audio'] {
  if (!wish || !('deviceId' in wish)) return wish;
  const { deviceId: _, ...rest } = wish;
  return rest;
}
