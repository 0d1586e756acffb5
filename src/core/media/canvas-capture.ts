import { RtcError } from '../errors.js';

/** The picture of a canvas as a video track. */
export interface CanvasCapture {
  readonly track: MediaStreamTrack;
  /** Sends what is painted now; without it the track has no new frame. */
  requestFrame(): void;
}

/** @throws {RtcError} `unsupported-browser` where no frame can be requested. */
export function captureCanvas(canvas: HTMLCanvasElement): CanvasCapture {
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  // Firefox has the method on the stream, other browsers have it on the track: https://bugzil.la/1231131
  const source = [track, stream].find((object) => object && 'requestFrame' in object) as
    Pick<CanvasCapture, 'requestFrame'> | undefined;
  if (!track || !source) {
    throw new RtcError('unsupported-browser', 'This browser captures no canvas.', { recoverable: false });
  }
  return { track, requestFrame: () => source.requestFrame() };
}
