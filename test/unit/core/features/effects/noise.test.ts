import { expect } from '@open-wc/testing';
import { NoiseStage } from '../../../../../src/core/features/effects/noise/noise-stage.js';
import { waitUntil } from '../../../support/wait-until.js';
import { decibels, powerOf, RATE, whiteNoise } from './sound.js';

describe('NoiseStage', () => {
  let ending: AbortController;
  let contexts: AudioContext[];

  beforeEach(() => {
    ending = new AbortController();
    contexts = [];
  });

  afterEach(async () => {
    ending.abort();
    await Promise.all(contexts.map((context) => context.close()));
  });

  /** A microphone with noise in both channels. */
  function noisyMicrophone(): MediaStreamTrack {
    const context = new AudioContext({ sampleRate: RATE });
    contexts.push(context);
    const buffer = new AudioBuffer({ length: RATE, sampleRate: RATE, numberOfChannels: 2 });
    buffer.copyToChannel(whiteNoise(RATE), 0);
    buffer.copyToChannel(whiteNoise(RATE), 1);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    const destination = context.createMediaStreamDestination();
    source.connect(destination);
    source.start();
    return destination.stream.getAudioTracks()[0]!;
  }

  it('is heard on both sides, whichever side the microphone is on', async () => {
    const context = new AudioContext({ sampleRate: RATE });
    contexts.push(context);
    const tone = new OscillatorNode(context, { frequency: 300 });
    const sides = new ChannelMergerNode(context, { numberOfInputs: 2 });
    const destination = context.createMediaStreamDestination();
    tone.connect(sides, 0, 1).connect(destination);
    tone.start();
    const stage = new NoiseStage({ onPace: () => undefined, onLost: () => undefined });
    const output = await stage.process(destination.stream.getAudioTracks()[0]!, ending.signal);
    const stereo = new GainNode(context, { channelCount: 2, channelCountMode: 'explicit' });
    const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
    context
      .createMediaStreamSource(new MediaStream([output]))
      .connect(stereo)
      .connect(splitter);
    const [left, right] = [0, 1].map((side) => {
      const analyser = new AnalyserNode(context, { fftSize: 2048 });
      splitter.connect(analyser, side);
      return analyser;
    });
    const [samples, others] = [new Float32Array(2048), new Float32Array(2048)];
    await waitUntil(() => {
      left?.getFloatTimeDomainData(samples);
      return powerOf(samples) > 1e-6;
    }, 'nothing is heard');
    left?.getFloatTimeDomainData(samples);
    right?.getFloatTimeDomainData(others);
    // Sound goes on between the two reads.
    expect(decibels(powerOf(others)) - decibels(powerOf(samples))).to.be.within(-6, 6);
    output.stop();
  });

  it('closes its context with its signal', async () => {
    const made: AudioContext[] = [];
    const { AudioContext: Real } = globalThis;
    const microphone = noisyMicrophone();
    globalThis.AudioContext = class extends Real {
      constructor(options?: AudioContextOptions) {
        super(options);
        made.push(this);
      }
    };
    try {
      const stage = new NoiseStage({ onPace: () => undefined, onLost: () => undefined });
      await stage.process(microphone, ending.signal);
    } finally {
      globalThis.AudioContext = Real;
    }
    ending.abort();
    await waitUntil(() => made.every(({ state }) => state === 'closed'), 'a context is open');
    expect(made).to.have.length(1);
  });

  it('returns the track as it is where the browser plays no sound yet, and asks to be started again', async () => {
    const microphone = noisyMicrophone();
    const { resume } = AudioContext.prototype;
    const { get: state } = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state')!;
    let isAllowed = false;
    AudioContext.prototype.resume = () => (isAllowed ? Promise.resolve() : new Promise(() => undefined));
    Object.defineProperty(BaseAudioContext.prototype, 'state', {
      configurable: true,
      get: () => (isAllowed ? 'running' : 'suspended'),
    });
    try {
      let restarts = 0;
      const stage = new NoiseStage({ onPace: () => undefined, onLost: () => (restarts += 1) });
      const made: AudioContext[] = [];
      const { AudioContext: Real } = globalThis;
      globalThis.AudioContext = class extends Real {
        constructor(options?: AudioContextOptions) {
          super(options);
          made.push(this);
        }
      };
      const output = await stage.process(microphone, ending.signal).finally(() => {
        globalThis.AudioContext = Real;
      });
      expect(output).to.equal(microphone);
      isAllowed = true;
      made[0]?.dispatchEvent(new Event('statechange'));
      expect(restarts).to.be.greaterThan(0);
    } finally {
      AudioContext.prototype.resume = resume;
      Object.defineProperty(BaseAudioContext.prototype, 'state', { configurable: true, get: state! });
    }
  });
});
