import { CallSession } from '../../../../../src/core/index.js';
import { CallRecording, RecordingConsent } from '../../../../../src/core/features/recording/index.js';
import { stubGetUserMedia } from '../../../support/media.js';
import { waitUntil } from '../../../support/wait-until.js';

/** Look and sound of somebody: a CSS colour, and a tone in Hz. */
export interface Looks {
  readonly colour: string;
  readonly tone: number;
}

/** Brighter than any avatar, whose colour depends on an id that is random. */
export const ANN: Looks = { colour: 'rgb(200, 30, 30)', tone: 440 };
export const BOB: Looks = { colour: 'rgb(30, 200, 40)', tone: 1000 };
export const CLEO: Looks = { colour: 'rgb(40, 60, 220)', tone: 2300 };
export const COLOURS = [ANN.colour, BOB.colour, CLEO.colour];

/** Small, so that a busy machine keeps up. */
export const SMALL = { width: 320, height: 180, frameRate: 10 } as const;

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

/** Output of a camera and a microphone of this look. */
function streamOf({ colour, tone }: Looks): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 160;
  canvas.height = 90;
  const context = canvas.getContext('2d')!;
  const paint = (): void => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 160, 90);
  };
  paint();
  const timer = setInterval(paint, 100);
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
  return new MediaStream([...canvas.captureStream(10).getTracks(), ...output.stream.getTracks()]);
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
    // A recording that still runs ends with its session.
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

/** Waits until the recording has gone on for so many more seconds, and there is something of it. */
export function recorded(recording: CallRecording, seconds: number): Promise<void> {
  const end = recording.elapsed + seconds * 1000;
  return waitUntil(() => recording.elapsed >= end && recording.bytes > 0, 'it does not go on');
}

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
