import { expect } from '@open-wc/testing';
import { fileUrl } from '../../../../../src/core/features/effects/files.js';
import { hasSimd } from '../../../../../src/core/features/effects/simd.js';
import { decibels, powerOf, RATE, speech, whiteNoise } from './sound.js';

/** Seconds of noise before the speech: RNNoise needs some to know it. */
const LEAD = 8;
/** Samples in which there is speech have at least this power. */
const SPEECH_POWER = 1e-3;
const FRAME = 480;

/** The sound that the worklet makes of another, without a clock: the same on every machine. */
async function clean(sound: AudioBuffer, url: string): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, sound.length, RATE);
  await context.audioWorklet.addModule(fileUrl.noiseWorklet());
  const code = await (await fetch(url)).arrayBuffer();
  const node = new AudioWorkletNode(context, 'rtc-elements-noise', {
    channelCount: 1,
    channelCountMode: 'explicit',
    outputChannelCount: [1],
    processorOptions: { code },
  });
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  source.connect(node).connect(context.destination);
  source.start();
  return context.startRendering();
}

describe('noise suppression', () => {
  for (const [name, url] of [
    ['with SIMD', fileUrl.noiseSimd],
    ['without SIMD', fileUrl.noise],
  ] as const) {
    it(`takes white noise away and leaves the voice (${name})`, async () => {
      const voice = await speech();
      const length = LEAD * RATE + voice.length;
      const sound = new AudioBuffer({ length, sampleRate: RATE, numberOfChannels: 1 });
      const samples = whiteNoise(length);
      voice.forEach((sample, i) => (samples[LEAD * RATE + i]! += sample));
      sound.copyToChannel(samples, 0);

      const result = (await clean(sound, url())).getChannelData(0);

      const silence = [RATE * (LEAD - 1), RATE * LEAD] as const;
      const noise =
        decibels(powerOf(samples.subarray(...silence))) - decibels(powerOf(result.subarray(...silence)));
      expect(noise, 'dB of noise').to.be.greaterThan(20);

      // A frame comes out 10 ms after it went in.
      let [spoken, heard] = [0, 0];
      for (let i = 0; i + 2 * FRAME <= voice.length; i += FRAME) {
        const power = powerOf(voice.subarray(i, i + FRAME));
        if (power < SPEECH_POWER) continue;
        const at = LEAD * RATE + i + FRAME;
        spoken += power;
        heard += powerOf(result.subarray(at, at + FRAME));
      }
      expect(decibels(heard) - decibels(spoken), 'dB of speech').to.be.within(-3, 3);
    });
  }

  it('finds SIMD in every browser of the tests', () => {
    expect(hasSimd()).to.equal(true);
  });
});
