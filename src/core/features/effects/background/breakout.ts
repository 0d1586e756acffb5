/**
 * Breakout boxes for video tracks (mediacapture-transform), as far as browsers have them: Chromium in the page with a generator
 * of its own, Safari in workers as the specification says.
 */
export interface BreakoutBoxes {
  readonly MediaStreamTrackProcessor?: new (options: { readonly track: MediaStreamTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  /** Chromium's: the generator itself is the track. */
  readonly MediaStreamTrackGenerator?: new (options: {
    readonly kind: 'video';
  }) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
  /** The specification's, for workers. */
  readonly VideoTrackGenerator?: new () => {
    readonly track: MediaStreamTrack;
    readonly writable: WritableStream<VideoFrame>;
  };
}

/** Those of this page, or of this worker. */
export const breakoutBoxes = (): BreakoutBoxes => globalThis as BreakoutBoxes;
