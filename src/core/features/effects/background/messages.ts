/** Begins the work in the worker, once. */
export interface Start {
  readonly type: 'start';
  /** Addresses of TensorFlow Lite and of its model. */
  readonly segmenter: string;
  readonly model: string;
  /** The new background; without one the own background is blurred. */
  readonly picture: ImageBitmap | undefined;
  /** Streams of frames, in and out; without them frames come as messages. */
  readonly frames?: FrameStreams;
  /** In place of `frames` where the worker itself reads and makes tracks: it stops this one. */
  readonly track?: MediaStreamTrack;
}

export interface FrameStreams {
  readonly readable: ReadableStream<VideoFrame>;
  readonly writable: WritableStream<VideoFrame>;
}

/** One picture on its way to the worker, or back. */
export interface Frame {
  readonly type: 'frame';
  readonly frame: ImageBitmap;
}

export type ToWorker = Start | Frame | { readonly type: 'stop' };

export type FromWorker =
  /** The worker runs; says whether it can read and make tracks. */
  | { readonly type: 'hello'; readonly takesTracks: boolean }
  /** Frames can come; with the new track where the worker makes it. */
  | { readonly type: 'ready'; readonly track?: MediaStreamTrack }
  /** Mean time in ms that a frame took during the last second. */
  | { readonly type: 'pace'; readonly took: number }
  | { readonly type: 'failed'; readonly isLoading: boolean; readonly message: string }
  | Frame;
