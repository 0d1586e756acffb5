import { loadPart } from '../load-part.js';

const failurePart = () => import('./capture-failure.js');

/**
 * `getUserMedia` (mediacapture-streams §10.2.1) whose failures are `RtcError`s that say what can be done.
 *
 * @param signal - Tracks that arrive after it has aborted are stopped.
 * @throws {RtcError} The devices could not be opened; or the reason of `signal`.
 */
export async function capture(
  constraints: MediaStreamConstraints,
  signal: AbortSignal,
): Promise<MediaStream> {
  signal.throwIfAborted();
  // Missing on insecure pages and in browsers without WebRTC; the types do not know that.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw (await loadPart(failurePart)).missingDevices();
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia(constraints);
  } catch (error) {
    const { captureFailure } = await loadPart(failurePart);
    throw await captureFailure(error, constraints);
  }
  if (signal.aborted) {
    for (const track of stream.getTracks()) track.stop();
    signal.throwIfAborted();
  }
  return stream;
}
