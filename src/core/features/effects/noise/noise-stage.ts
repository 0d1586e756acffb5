import { abortable } from '../../../../internal/abortable.js';
import { RtcError } from '../../../errors.js';
import type { MediaStage } from '../../../media/stages.js';
import { fetchBytes } from '../fetch-bytes.js';
import { fileUrl } from '../files.js';
import { hasSimd } from '../simd.js';
import { ClockWatch } from './clock-watch.js';

/** RNNoise has learned from sound of this sample rate. */
const SAMPLE_RATE = 48_000;

/** Time in ms that a context has to start. */
const RESUME_PATIENCE = 1000;

const MONO = { channelCount: 1, channelCountMode: 'explicit' } as const;

export interface NoiseStageOptions {
  /** Called about once a second with the time that sound takes, as part of the time that it lasts. */
  readonly onPace: (load: number) => void;
  /** Called when the stage has to be started again: sound can be processed now, or cannot any longer. */
  readonly onLost: (error: RtcError | undefined) => void;
}

/** Takes noise out of a voice, by RNNoise. Its sound is mono. */
export class NoiseStage implements MediaStage {
  readonly #options: NoiseStageOptions;

  constructor(options: NoiseStageOptions) {
    this.#options = options;
  }

  /**
   * @returns `track` itself where the browser plays and processes no sound before the person has touched the page.
   * @throws {RtcError} `load-failed`, `unsupported-browser`
   */
  async process(track: MediaStreamTrack, signal: AbortSignal): Promise<MediaStreamTrack> {
    const { onPace, onLost } = this.#options;
    const context = openContext();
    signal.addEventListener('abort', () => void context.close().catch(() => undefined), { once: true });
    const source = connectTrack(context, track);
    const code = await abortable(loadNoise(context), signal);
    if (!(await abortable(startsInTime(context), signal))) {
      restartByGesture(context, () => onLost(undefined), signal);
      return track;
    }
    const node = new AudioWorkletNode(context, 'rtc-elements-noise', {
      ...MONO,
      outputChannelCount: [1],
      processorOptions: { code },
    });
    await abortable(isReady(node), signal);
    const destination = new MediaStreamAudioDestinationNode(context, MONO);
    source.connect(node).connect(destination);
    signal.addEventListener('abort', () => node.port.postMessage('stop'), { once: true });
    node.addEventListener('processorerror', () => onLost(failure('RNNoise has given up.')), { signal });
    // A phone call, or a sound system that is gone: the captured track may go on all the same.
    context.addEventListener('statechange', () => onLost(undefined), { signal });
    new ClockWatch(context, onPace, signal);
    const [clean] = destination.stream.getAudioTracks();
    if (!clean) throw failure('There is no track.');
    return clean;
  }
}

function openContext(): AudioContext {
  try {
    return new AudioContext({ sampleRate: SAMPLE_RATE });
  } catch (cause) {
    // Lockdown Mode, or too many contexts.
    throw failure(cause);
  }
}

function connectTrack(context: AudioContext, track: MediaStreamTrack): AudioNode {
  try {
    return context.createMediaStreamSource(new MediaStream([track]));
  } catch (cause) {
    // Firefox refuses a track of another sample rate.
    throw failure(cause);
  }
}

/** Loads the worklet, and returns the code that it needs. */
async function loadNoise(context: AudioContext): Promise<ArrayBuffer> {
  const url = fileUrl.noiseWorklet();
  const loading = context.audioWorklet.addModule(url).catch((cause: unknown) => {
    throw new RtcError('load-failed', `${url} could not be loaded: ${String(cause)}`, { cause });
  });
  const [code] = await Promise.all([fetchBytes(hasSimd() ? fileUrl.noiseSimd() : fileUrl.noise()), loading]);
  return code;
}

/** Whether the browser lets the context run. It does not say when it will not. */
async function startsInTime(context: AudioContext): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, RESUME_PATIENCE);
  });
  await Promise.race([context.resume().catch(() => undefined), late]);
  clearTimeout(timer);
  return context.state === 'running';
}

/** Calls back once the context runs: at a gesture, or when a phone call is over. */
function restartByGesture(context: AudioContext, callback: () => void, signal: AbortSignal): void {
  const resume = (): void => void context.resume().catch(() => undefined);
  for (const type of ['pointerdown', 'keydown']) {
    document.addEventListener(type, resume, { capture: true, signal });
  }
  context.addEventListener('statechange', () => context.state === 'running' && callback(), { signal });
}

/** Waits until the worklet has compiled its code, which a Content Security Policy may forbid. */
function isReady(node: AudioWorkletNode): Promise<void> {
  return new Promise((resolve, reject) => {
    node.port.onmessage = () => resolve();
    node.addEventListener('processorerror', () => {
      reject(new RtcError('load-failed', 'RNNoise could not be started.', { subject: 'microphone' }));
    });
  });
}

const failure = (cause: unknown): RtcError =>
  new RtcError('unsupported-browser', `Noise cannot be suppressed here: ${String(cause)}`, {
    cause,
    subject: 'microphone',
  });
