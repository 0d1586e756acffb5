/** The worker behind a blurred or replaced background: it takes frames, finds the person, and draws them anew. */
import { breakoutBoxes } from './background/breakout.js';
import { Compositor } from './background/compositor.js';
import type { FrameStreams, FromWorker, Start, ToWorker } from './background/messages.js';
import { Segmenter } from './background/segmenter.js';
import { fetchBytes } from './fetch-bytes.js';

/** Time between two reports to the page of how long frames take, in ms. */
const PACE_INTERVAL = 1000;

let compositor: Compositor | undefined;
let reader: ReadableStreamDefaultReader<VideoFrame> | undefined;
let track: MediaStreamTrack | undefined;

/** Of the current interval. */
const pace = { since: performance.now(), took: 0, frames: 0 };

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start':
      void start(data);
      break;
    case 'frame':
      handleFrame(data.frame);
      break;
    case 'stop':
      stop();
      break;
  }
});

const { MediaStreamTrackProcessor, VideoTrackGenerator } = breakoutBoxes();
post({ type: 'hello', takesTracks: Boolean(MediaStreamTrackProcessor && VideoTrackGenerator) });

async function start({ segmenter, model, picture, frames, track: input }: Start): Promise<void> {
  track = input;
  try {
    const [code, weights] = await Promise.all([fetchBytes(segmenter), fetchBytes(model)]);
    compositor = new Compositor(await Segmenter.create(code, weights), picture);
  } catch (error) {
    fail(error, true);
    return;
  }
  const made = input ? makeTrack(input) : undefined;
  post({ type: 'ready', ...(made && { track: made.track }) }, made && [made.track]);
  const streams = made?.streams ?? frames;
  if (streams) await pump(streams).catch((error: unknown) => fail(error, false));
}

/** Where a worker has breakout boxes, it has both. */
function makeTrack(input: MediaStreamTrack): { track: MediaStreamTrack; streams: FrameStreams } | undefined {
  if (!MediaStreamTrackProcessor || !VideoTrackGenerator) return undefined;
  const { readable } = new MediaStreamTrackProcessor({ track: input });
  const { track: output, writable } = new VideoTrackGenerator();
  return { track: output, streams: { readable, writable } };
}

/** Draws frame after frame. While one is being drawn, the browser drops the others but the last. */
async function pump({ readable, writable }: FrameStreams): Promise<void> {
  reader = readable.getReader();
  const writer = writable.getWriter();
  for (;;) {
    const { value: frame, done } = await reader.read();
    // The track that was made goes on, as a frozen one: the page ends it.
    if (done) return;
    const begun = performance.now();
    const { displayWidth, displayHeight, timestamp } = frame;
    let drawn: VideoFrame;
    try {
      drawn = new VideoFrame(draw(frame, displayWidth, displayHeight), { timestamp, alpha: 'discard' });
    } finally {
      frame.close();
    }
    await writer.write(drawn);
    note(performance.now() - begun);
  }
}

function handleFrame(frame: ImageBitmap): void {
  try {
    const drawn = draw(frame, frame.width, frame.height).transferToImageBitmap();
    post({ type: 'frame', frame: drawn }, [drawn]);
  } catch (error) {
    fail(error, false);
  } finally {
    frame.close();
  }
}

function draw(image: CanvasImageSource, width: number, height: number): OffscreenCanvas {
  if (!compositor) throw new TypeError('A frame came before the start.');
  return compositor.compose(image, width, height);
}

function note(took: number): void {
  pace.took += took;
  pace.frames += 1;
  const now = performance.now();
  if (now - pace.since < PACE_INTERVAL) return;
  post({ type: 'pace', took: pace.took / pace.frames });
  Object.assign(pace, { since: now, took: 0, frames: 0 });
}

function stop(): void {
  reader?.cancel().catch(() => undefined);
  track?.stop();
  close();
}

function fail(error: unknown, isLoading: boolean): void {
  post({ type: 'failed', isLoading, message: String(error) });
}

function post(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
