import { RtcError, toRtcError } from '../errors.js';
import { loadPart } from '../load-part.js';
import type { CaptureSource } from '../types.js';
import type { Wishes } from './capture-constraints.js';
import { TRACK_KINDS } from './capture-kinds.js';
import { capture } from './capture.js';

/** The error of each source that could not be opened. */
type Failures = ReadonlyMap<CaptureSource, RtcError>;

const failurePart = () => import('./capture-failure.js');

/**
 * Opens devices with one request; if that fails because of one of them, with one request for each.
 *
 * @param hold - Takes each track as soon as it is there.
 * @returns The error of each source that could not be opened; the same error for all if none could.
 */
export async function captureSources(
  sources: readonly CaptureSource[],
  wishesFor: (sources: readonly CaptureSource[]) => Wishes,
  hold: (source: CaptureSource, track: MediaStreamTrack) => void,
  signal: AbortSignal,
): Promise<Failures> {
  try {
    const stream = await capturePreferred(wishesFor(sources), signal);
    for (const track of stream.getTracks()) {
      const source = sources.find((candidate) => TRACK_KINDS[candidate] === track.kind);
      if (source) hold(source, track);
    }
    return new Map();
  } catch (error) {
    const failure = toRtcError(error, 'device-failed');
    if (sources.length === 1 || signal.aborted || failure.code === 'load-failed') {
      return failAll(sources, failure);
    }
    const { captureEach } = await loadPart(failurePart);
    return captureEach(sources, failure, (source) => captureSources([source], wishesFor, hold, signal));
  }
}

const failAll = (sources: readonly CaptureSource[], error: RtcError): Failures =>
  new Map(sources.map((source) => [source, error]));

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
