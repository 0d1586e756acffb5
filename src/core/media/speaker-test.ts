import { abortable } from '../../internal/abortable.js';

/** A C major chord, one note after another: pitch in Hz and start in seconds. */
const NOTES = [
  [523.25, 0],
  [659.25, 0.18],
  [783.99, 0.36],
] as const;

/** Time in which a note fades away, in seconds. */
const DECAY = 1.1;

/** Quiet enough for headphones. */
const VOLUME = 0.12;

/**
 * Plays a short chime, made on the spot, on a speaker (`''` for the default one), and resolves when it has faded away,
 * or as soon as `signal` aborts. Call it from a gesture of the person.
 *
 * @throws {DOMException} When the speaker is gone, or the browser plays no sound there.
 */
export async function testSpeaker(speaker: string, signal: AbortSignal): Promise<void> {
  const context = new AudioContext();
  // By way of an element, since not every browser can choose the speaker of an AudioContext.
  const audio = new Audio();
  try {
    await abortable(play(context, audio, speaker), signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    audio.pause();
    audio.srcObject = null;
    await context.close();
  }
}

async function play(context: AudioContext, audio: HTMLAudioElement, speaker: string): Promise<void> {
  const output = context.createMediaStreamDestination();
  audio.srcObject = output.stream;
  if (speaker && 'setSinkId' in audio) await audio.setSinkId(speaker);
  await Promise.all([audio.play(), context.resume()]);
  await Promise.all(NOTES.map(([pitch, start]) => playNote(output, pitch, context.currentTime + start)));
}

/** @param start - In the time of the context. */
function playNote(output: AudioNode, pitch: number, start: number): Promise<unknown> {
  const { context } = output;
  const oscillator = new OscillatorNode(context, { frequency: pitch, type: 'triangle' });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(VOLUME, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + DECAY);
  oscillator.connect(volume).connect(output);
  oscillator.start(start);
  oscillator.stop(start + DECAY);
  return new Promise((resolve) => {
    oscillator.addEventListener('ended', resolve);
  });
}
