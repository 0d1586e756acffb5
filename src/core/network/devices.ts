import { abortable } from '../../internal/abortable.js';
import { toRtcError } from '../errors.js';
import { CAPTURE_SOURCES } from '../media/capture-kinds.js';
import { LevelMeter } from '../media/level-meter.js';
import { LocalMedia } from '../media/local-media.js';
import type { CallSession } from '../call/call-session.js';
import type { CaptureSource } from '../types.js';
import type { Outcome, StepList } from './step-list.js';
import { poll } from './waiting.js';

/** Time after which camera and microphone count as still and silent, in ms. */
const WATCH_MS = 5000;
const WATCH_INTERVAL = 100;

/** Time in which the browser has to let the page listen, in ms. */
const START_MS = 2000;

/** Size of the picture that is compared, in pixels. */
const WIDTH = 160;
const HEIGHT = 90;

/** A difference in one channel of a pixel that is no error of decoding, of 255. */
const NOTICEABLE = 4;

/** A level that is more than nothing, of 1. */
const AUDIBLE = 0.02;

/** Opens camera and microphone as a call would, looks at what they give, and closes what it has opened. */
export async function checkDevices(
  steps: StepList,
  calls: readonly CallSession[],
  signal: AbortSignal,
): Promise<void> {
  const open = openTracks(calls);
  const media = new LocalMedia();
  const track = (source: CaptureSource): MediaStreamTrack | null =>
    open.get(source) ?? media.getTrack(source);
  try {
    await steps.run('permissions', () => ask(media, open, signal));
    await Promise.all([
      watch(steps, 'camera', track('camera'), media, signal),
      watch(steps, 'microphone', track('microphone'), media, signal),
    ]);
  } finally {
    media.close();
  }
}

/** Devices that are open for the preview of a call: some systems give a device only once. */
function openTracks(calls: readonly CallSession[]): Map<CaptureSource, MediaStreamTrack> {
  const open = new Map<CaptureSource, MediaStreamTrack>();
  for (const { media } of calls) {
    for (const source of CAPTURE_SOURCES) {
      const track = media.getCapturedTrack(source);
      if (track?.enabled && track.readyState === 'live') open.set(source, track);
    }
  }
  return open;
}

/** One question for both, as in a call. */
async function ask(
  media: LocalMedia,
  open: ReadonlyMap<CaptureSource, MediaStreamTrack>,
  signal: AbortSignal,
): Promise<Outcome> {
  media.wanted = { camera: !open.has('camera'), microphone: !open.has('microphone') };
  if (!media.wanted.camera && !media.wanted.microphone) return { state: 'passed' };
  // Nobody has to answer the browser: what it gives after the end is closed by `LocalMedia`.
  const error = await abortable(media.open(), signal).then(
    () => undefined,
    (thrown: unknown) => toRtcError(thrown, 'device-failed'),
  );
  signal.throwIfAborted();
  const failure = CAPTURE_SOURCES.map((source) => media.failure(source)).find(Boolean) ?? error;
  if (!failure) return { state: 'passed' };
  return { state: 'failed', reason: 'no-device', error: failure.code, message: failure.message };
}

async function watch(
  steps: StepList,
  source: CaptureSource,
  track: MediaStreamTrack | null,
  media: LocalMedia,
  signal: AbortSignal,
): Promise<void> {
  if (!track && !signal.aborted) {
    const failure = media.failure(source);
    steps.set(source, {
      state: 'skipped',
      reason: 'no-device',
      ...(failure && { error: failure.code, message: failure.message }),
    });
  }
  if (!track) return;
  await steps.run(source, () =>
    source === 'camera' ? watchPicture(track, signal) : watchLevel(track, signal),
  );
}

/** Whether the picture of a camera changes; that of a covered one does not, or hardly. */
async function watchPicture(track: MediaStreamTrack, signal: AbortSignal): Promise<Outcome> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let first: Uint8ClampedArray | undefined;
  const look = (): true | undefined => {
    if (video.videoWidth === 0 || !context) return undefined;
    context.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
    first ??= data;
    return differ(first, data) ? true : undefined;
  };
  try {
    // Not waited for: a page in the background may play only when it is shown.
    video.play().catch(() => undefined);
    const moves = await poll(look, { ms: WATCH_MS, interval: WATCH_INTERVAL, signal });
    if (moves) return { state: 'passed' };
    return { state: 'failed', reason: first ? 'still' : 'no-picture' };
  } finally {
    video.srcObject = null;
  }
}

const differ = (one: Uint8ClampedArray, other: Uint8ClampedArray): boolean =>
  one.some((value, i) => Math.abs(value - (other[i] ?? 0)) >= NOTICEABLE);

/** Whether a microphone gives any sound: one that is muted by a switch, or the wrong one, gives none at all. */
async function watchLevel(track: MediaStreamTrack, signal: AbortSignal): Promise<Outcome> {
  const meter = new LevelMeter(track);
  const began = performance.now();
  const listen = (): boolean | undefined => {
    if (meter.read() > AUDIBLE) return true;
    const blocked = !meter.running && performance.now() - began > START_MS;
    return blocked ? false : undefined;
  };
  try {
    const heard = await poll(listen, { ms: WATCH_MS, interval: WATCH_INTERVAL, signal });
    if (heard) return { state: 'passed' };
    if (heard === false) return { state: 'not-measured', reason: 'not-measurable' };
    return { state: 'failed', reason: 'silent' };
  } finally {
    meter.close();
  }
}
