import { LevelMeter } from '../../media/level-meter.js';
import { LastingSpeech } from './lasting-speech.js';

/** Time between two readings of a microphone's loudness, in ms. */
const INTERVAL = 200;

/** Readings in a row without any sound after which a microphone counts as silent: eight seconds. */
const LEAST_SILENT = 40;

/**
 * Listens to a muted microphone until somebody speaks into it. A muted track gives silence, so a clone of it is opened, which
 * nobody gets but the meter, and which is stopped with `signal`.
 *
 * @param onSpeech - Called once.
 */
export function listenMuted(muted: MediaStreamTrack, onSpeech: () => void, signal: AbortSignal): void {
  const ear = muted.clone();
  signal.addEventListener('abort', () => ear.stop());
  ear.enabled = true;
  const speech = new LastingSpeech();
  listen(
    ear,
    (meter) => {
      if (speech.add(meter.read())) onSpeech();
    },
    signal,
  );
}

/**
 * Listens to a live microphone until it gives a sound, however soft; any room has some. Digital silence comes from a switch at
 * the device, or from a device that nothing is plugged into.
 *
 * @param onSound - Called once it works.
 * @param onSilence - Called once it has given nothing for some seconds.
 */
export function listenForSound(
  live: MediaStreamTrack,
  onSound: () => void,
  onSilence: () => void,
  signal: AbortSignal,
): void {
  let looks = 0;
  listen(
    live,
    (meter) => {
      meter.read();
      if (!meter.silent) onSound();
      else if ((looks += 1) === LEAST_SILENT) onSilence();
    },
    signal,
  );
}

/** Looks at the level of a track again and again, while there is something to read. */
function listen(track: MediaStreamTrack, look: (meter: LevelMeter) => void, signal: AbortSignal): void {
  const meter = new LevelMeter(track);
  const timer = setInterval(() => {
    if (meter.running) look(meter);
  }, INTERVAL);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    meter.close();
  });
}
