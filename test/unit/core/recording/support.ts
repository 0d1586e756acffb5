import { CallSession } from '../../../../src/core/index.js';
import { CallRecording, RecordingConsent } from '../../../../src/core/recording/index.js';
import { stubGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

/** How somebody looks and sounds: a CSS colour, and a tone in Hz. */
export interface Looks {
  readonly colour: string;
  readonly tone: number;
}

/** Brighter than any avatar, whose colour depends on an id that is random. */
export const ANN: Looks = { colour: 'rgb(200, 30, 30)', tone: 440 };
export const BOB: Looks = { colour: 'rgb(30, 200, 40)', tone: 1000 };
export const CLEO: Looks = { colour: 'rgb(40, 60, 220)', tone: 2300 };
export const COLOURS = [ANN.colour, BOB.colour, CLEO.colour];

/** A tone that is there is louder than this; one that is not has a tenth of it at most. */
export const AUDIBLE = 0.03;

/** Small, so that a busy machine keeps up. */
export const SMALL = { width: 640, height: 360, frameRate: 15 } as const;

const cleanups: (() => void)[] = [];
let rooms = 0;

/** A room that nobody else is in. */
export const freshRoom = (): string => `recording ${String((rooms += 1))} ${String(Math.random())}`;

/** Does something when the test is over, last things first. */
export function afterwards(cleanup: () => void): void {
  cleanups.push(cleanup);
}

/** Ends what a test began. */
export function cleanUp(): void {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
}

/** Every MediaRecorder that is made from now on. */
export function watchRecorders(): MediaRecorder[] {
  const made: MediaRecorder[] = [];
  const original = globalThis.MediaRecorder;
  globalThis.MediaRecorder = new Proxy(original, {
    construct(target, args: ConstructorParameters<typeof MediaRecorder>) {
      const recorder = new target(...args);
      made.push(recorder);
      return recorder;
    },
  });
  afterwards(() => (globalThis.MediaRecorder = original));
  return made;
}

/** What a camera and a microphone of this look would deliver. */
function streamOf({ colour, tone }: Looks): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d')!;
  const paint = (): void => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 320, 180);
  };
  paint();
  const timer = setInterval(paint, 50);
  const audio = new AudioContext();
  const oscillator = new OscillatorNode(audio, { frequency: tone });
  const quieter = new GainNode(audio, { gain: 0.2 });
  const output = audio.createMediaStreamDestination();
  oscillator.connect(quieter).connect(output);
  oscillator.start();
  afterwards(() => {
    clearInterval(timer);
    void audio.close();
  });
  return new MediaStream([...canvas.captureStream(20).getTracks(), ...output.stream.getTracks()]);
}

/** A session of somebody who looks and sounds like this; ended by `cleanUp`. */
export async function joined(room: string, name: string, looks?: Looks): Promise<CallSession> {
  const session = new CallSession({
    signaling: 'broadcast:',
    room,
    name,
    // A tone is what such processing takes for noise.
    constraints: { audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } },
  });
  afterwards(() => session.dispose());
  const stub = looks && stubGetUserMedia(() => Promise.resolve(streamOf(looks)));
  await session.join().finally(() => stub?.restore());
  return session;
}

/** The recording of a call, whose results nobody wants after the test: a page that would lose some cannot be closed. */
export function recordingOf(session: CallSession): CallRecording {
  const recording = CallRecording.of(session);
  const forget = (): void => {
    for (const finished of recording.finished) recording.forget(finished);
  };
  afterwards(() => {
    // What still runs ends with its session.
    recording.addEventListener('statechange', forget);
    forget();
  });
  return recording;
}

/** Answers every request with yes or no. */
export function alwaysAnswer(session: CallSession, answer: 'accept' | 'decline'): RecordingConsent {
  const consent = RecordingConsent.of(session);
  consent.addEventListener('change', () => {
    if (consent.requests.length > 0) consent[answer]();
  });
  return consent;
}

/** Waits until the recording is so long, in seconds. */
export const recorded = (recording: CallRecording, seconds: number): Promise<void> =>
  waitUntil(() => recording.elapsed >= seconds * 1000, 'it does not go on');

/** Waits until everybody is connected with everybody. */
export function connected(...sessions: CallSession[]): Promise<void> {
  const all = (): boolean =>
    sessions.every(
      ({ participants }) =>
        participants.length === sessions.length - 1 &&
        participants.every(({ connectionState }) => connectionState === 'connected'),
    );
  return waitUntil(all, 'not everybody is connected');
}

/** A recorded file, open in a `<video>`. */
export async function open(blob: Blob): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  const url = URL.createObjectURL(blob);
  video.src = url;
  afterwards(() => {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
  await waitUntil(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA, 'cannot be played');
  return video;
}

/** The picture at this second. */
export async function frameAt(video: HTMLVideoElement, seconds: number): Promise<ImageData> {
  video.currentTime = seconds;
  await waitUntil(() => !video.seeking && video.readyState >= 2, 'cannot be sought');
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d')!;
  context.drawImage(video, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Which of these colours a place of the picture has, given as parts of its width and height; or none of them. */
export function colourAt(image: ImageData, x: number, y: number, colours: readonly string[]): string {
  const at = 4 * (Math.floor(y * image.height) * image.width + Math.floor(x * image.width));
  const seen = image.data.slice(at, at + 3);
  const near = (colour: string): boolean => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const wanted = context.getImageData(0, 0, 1, 1).data;
    return seen.every((value, i) => Math.abs(value - wanted[i]!) < 40);
  };
  return colours.find(near) ?? `rgb(${seen.join()})`;
}

/** Every colour of these that is anywhere in the picture. */
export function coloursIn(image: ImageData, colours: readonly string[]): string[] {
  const found = new Set<string>();
  for (let x = 0.01; x < 1; x += 0.02) {
    for (let y = 0.01; y < 1; y += 0.04) found.add(colourAt(image, x, y, colours));
  }
  return colours.filter((colour) => found.has(colour));
}

/** How strong a tone is in the sound of a file between two seconds: 0 for silence, its amplitude for a sine. */
export async function toneIn(blob: Blob, hertz: number, from: number, to: number): Promise<number> {
  const decoder = new OfflineAudioContext(1, 1, 48_000);
  const sound = await decoder.decodeAudioData(await blob.arrayBuffer());
  const samples = sound
    .getChannelData(0)
    .subarray(Math.floor(from * sound.sampleRate), Math.floor(to * sound.sampleRate));
  // Short pieces, so that a phase that jumps (jitter buffers stretch) does not cancel the tone out.
  const length = 4800;
  let sum = 0;
  let pieces = 0;
  for (let start = 0; start + length <= samples.length; start += length, pieces += 1) {
    let [real, imaginary] = [0, 0];
    for (let i = 0; i < length; i += 1) {
      const angle = (2 * Math.PI * hertz * i) / sound.sampleRate;
      real += (samples[start + i] ?? 0) * Math.cos(angle);
      imaginary += (samples[start + i] ?? 0) * Math.sin(angle);
    }
    sum += (2 * Math.hypot(real, imaginary)) / length;
  }
  return pieces ? sum / pieces : 0;
}
