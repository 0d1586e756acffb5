import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium, launchFirefox } from '../support/browsers.js';
import { HeaderProxy } from '../support/header-proxy.js';
import { needs } from '../support/needs.js';
import { NotingProxy } from '../support/noting-proxy.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

const PHOTO = new URL('../support/media/astronaut.jpg', import.meta.url);
const SPEECH = new URL('../support/media/speech.ogg', import.meta.url);

/**
 * The policy that the documentation gives, with what effects need. Requests of a page, its worker or its
 * worklet to anybody else are refused by the browser, and reported here.
 */
const REPORTS = '/reports';
const POLICY = `${
  /`(default-src [^`]+)`/.exec(
    readFileSync(new URL('../../docs/page-authors.md', import.meta.url), 'utf8'),
  )?.[1] ?? ''
}; script-src 'self' 'wasm-unsafe-eval'; report-uri ${REPORTS}`.replace('wss:', 'wss: ws:');

/** Level of the noise between the words, in dB. */
const NOISE = -31;

/** Of what a camera sees, and what a microphone hears. */
interface Sense {
  /** Variance of the brightness in the middle of the person, and in the background beside her. */
  readonly person: number;
  readonly background: number;
  /** In dB of full scale. */
  readonly loudness: number;
}

interface EffectsOfPage {
  patience: number;
  setBackground(background: string): Promise<void>;
  setNoiseSuppression(on: boolean): Promise<void>;
  readonly background: string;
  readonly problem?: { readonly effect: string; readonly error: { readonly code: string } };
}

interface CallOfPage extends HTMLElement {
  constraints: unknown;
  readonly session: {
    readonly participants: readonly { readonly id: string }[];
    readonly features: { readonly effects?: EffectsOfPage };
    getTrack(id: string, source: string): MediaStreamTrack | null;
    readonly media: {
      getSentTrack(source: string): MediaStreamTrack | null;
      getCapturedTrack(source: string): MediaStreamTrack | null;
    };
  };
}

/**
 * Runs in a page before its scripts: the effects that the person has chosen, a microphone that hears a voice in white noise at
 * −31 dB, a camera that sees a photo where one is given, and a count of what is negotiated.
 */
function prepare(remembered: string, speech: string, photo?: string): void {
  localStorage.setItem('rtc-elements:effects', remembered);
  const connections = RTCPeerConnection.prototype as unknown as Record<
    string,
    (...all: unknown[]) => unknown
  >;
  const describeLocally = connections['setLocalDescription']!;
  Reflect.set(globalThis, 'descriptions', 0);
  connections['setLocalDescription'] = function (this: RTCPeerConnection, ...args) {
    Reflect.set(globalThis, 'descriptions', (Reflect.get(globalThis, 'descriptions') as number) + 1);
    return describeLocally.apply(this, args);
  };
  const { getUserMedia } = MediaDevices.prototype;
  // As a method: functions that are constants do not survive the way into the page.
  const camera = {
    async open(devices: MediaDevices, video: boolean | MediaTrackConstraints): Promise<MediaStream> {
      if (photo === undefined) return getUserMedia.call(devices, { video });
      const image = new Image();
      image.src = `data:image/jpeg;base64,${photo}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d')!;
      setInterval(() => context.drawImage(image, 0, 0), 100);
      return canvas.captureStream(10);
    },
  };
  MediaDevices.prototype.getUserMedia = async function (this: MediaDevices, { audio, video } = {}) {
    const stream = video ? await camera.open(this, video) : new MediaStream();
    if (!audio) return stream;
    const context = new AudioContext({ sampleRate: 48_000 });
    const voice = await context.decodeAudioData(
      Uint8Array.from(atob(speech), (character) => character.charCodeAt(0)).buffer,
    );
    // With pauses, in which only the noise is heard.
    const length = voice.length + 2 * context.sampleRate;
    const samples = voice.getChannelData(0);
    const sound = new AudioBuffer({ length, sampleRate: context.sampleRate });
    const noisy = Float32Array.from({ length }, (_, at) => (samples[at] ?? 0) + (Math.random() - 0.5) / 10);
    sound.copyToChannel(noisy, 0);
    const source = new AudioBufferSourceNode(context, { buffer: sound, loop: true });
    const microphone = context.createMediaStreamDestination();
    source.connect(microphone);
    source.start();
    for (const track of microphone.stream.getAudioTracks()) stream.addTrack(track);
    return stream;
  };
}

/** Runs in a page: looks and listens to the only other participant. */
async function sense(call: Element): Promise<Sense> {
  const { session } = call as unknown as CallOfPage;
  const id = session.participants[0]?.id ?? '';
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([session.getTrack(id, 'camera')!]);
  await video.play();
  await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  const [width, height] = [320, 180];
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(video, 0, 0, width, height);
  video.srcObject = null;
  const [person, background] = [
    [0.32, 0.12, 0.54, 0.6],
    [0.68, 0, 0.95, 0.9],
  ].map(([left = 0, top = 0, right = 0, bottom = 0]) => {
    const [x, y] = [Math.round(left * width), Math.round(top * height)];
    const { data } = context.getImageData(
      x,
      y,
      Math.round(right * width) - x,
      Math.round(bottom * height) - y,
    );
    let [sum, squares] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      const brightness = (data[i]! + data[i + 1]! + data[i + 2]!) / 3;
      sum += brightness;
      squares += brightness ** 2;
    }
    const count = data.length / 4;
    return squares / count - (sum / count) ** 2;
  });
  // Kept: each look at the sound would need another graph.
  const kept = globalThis as { analyser?: AnalyserNode };
  if (!kept.analyser) {
    const audio = new AudioContext();
    kept.analyser = audio.createAnalyser();
    audio
      .createMediaStreamSource(new MediaStream([session.getTrack(id, 'microphone')!]))
      .connect(kept.analyser);
  }
  const samples = new Float32Array(2048);
  kept.analyser.getFloatTimeDomainData(samples);
  const power = samples.reduce((all, sample) => all + sample ** 2, 0) / samples.length;
  return { person: person!, background: background!, loudness: 10 * Math.log10(power + 1e-20) };
}

const perceive = (person: Person): Promise<Sense> => person.page.$eval('rtc-call', sense);

/** Waits until one person sees and hears another one, who has no effects. */
const withoutEffects = (other: Person): Promise<Sense> =>
  waitFor('the camera and the microphone as they are', async () => {
    const now = await perceive(other);
    // Read where it is waited for in vain.
    assert.ok(now.loudness > NOISE - 5 && now.person > 500, JSON.stringify(now));
    return now;
  });

/** Turns the effects on, on however slow a machine, and waits until the other person perceives them. */
async function turnEffectsOn(person: Person, other: Person, plain: Sense): Promise<void> {
  await waitFor('the effects', () =>
    person.page.$eval('rtc-call', async (call) => {
      const { effects } = (call as unknown as CallOfPage).session.features;
      if (!effects) return false;
      effects.patience = Infinity;
      await Promise.all([effects.setBackground('blur'), effects.setNoiseSuppression(true)]);
      return true;
    }),
  );
  await waitFor('a blurred background and less noise', async () => {
    const now = await perceive(other);
    // Between two words; digital silence would be something else.
    assert.ok(now.loudness < NOISE - 20 && now.loudness > -190, JSON.stringify({ plain, now }));
    assert.ok(now.background < plain.background / 2, JSON.stringify({ plain, now }));
    assert.ok(Math.abs(now.person / plain.person - 1) < 0.15, JSON.stringify({ plain, now }));
    return true;
  });
}

describe('background and noise in a call', () => {
  let folder: string;
  let server: ProductionServer;
  let proxy: NotingProxy;
  let strict: HeaderProxy;
  let browser: Browser;
  const people: Person[] = [];
  let speech: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'effects-'));
    const photo = await readFile(PHOTO);
    await writeFile(join(folder, 'camera.mjpeg'), Buffer.concat(Array.from({ length: 10 }, () => photo)));
    speech = await readFile(SPEECH, 'base64');
    [server, proxy] = await Promise.all([startProductionServer(), NotingProxy.start()]);
    strict = await HeaderProxy.start(server.port, { 'Content-Security-Policy': POLICY });
    browser = await launchChromium({
      args: [...proxy.flags, `--use-file-for-fake-video-capture=${join(folder, 'camera.mjpeg')}`],
    });
  });

  afterEach(async () => {
    await Promise.all(people.splice(0).map((person) => person.close()));
  });

  after(async () => {
    await browser.close();
    proxy.stop();
    strict.stop();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function joined(name: string, remembered: string): Promise<Person> {
    const context = await browser.createBrowserContext();
    const person = Person.of(context, await context.newPage({ type: 'window' }));
    people.push(person);
    await person.page.evaluateOnNewDocument(prepare, remembered, speech);
    await person.page.goto(`${strict.url}?room=effects&name=${name}&autojoin`);
    await person.waitForState('in-call');
    return person;
  }

  it('arrives at the others, goes on in a hidden tab, negotiates nothing, and asks nobody else', async () => {
    const ann = await joined('Ann', '{}');
    const bob = await joined('Bob', '{}');
    await bob.sees('Ann');
    const plain = await withoutEffects(bob);
    const described = await ann.page.evaluate(() => Reflect.get(globalThis, 'descriptions') as number);

    await turnEffectsOn(ann, bob, plain);

    // Another tab comes to the front: the page is hidden.
    const other = await ann.context.newPage();
    await other.bringToFront();
    await waitFor('a hidden page', () => ann.page.evaluate(() => document.hidden));
    await bob.seesMotion('Ann');
    await other.close();
    const descriptions = await ann.page.evaluate(() => Reflect.get(globalThis, 'descriptions') as number);
    assert.equal(descriptions, described, 'negotiated again');
    for (const file of [
      'tflite-simd-1-0-0.wasm',
      'background-worker.js',
      'noise-worklet.js',
      'rnnoise_simd.wasm',
    ]) {
      assert.ok(
        proxy.paths.some((path) => /\/effects-\d+\.\d+\.\d+\//.test(path) && path.endsWith(`/${file}`)),
        `${file} from a path with the version`,
      );
    }
    assert.deepEqual(
      proxy.paths.filter((path) => path === REPORTS),
      [],
      'requests of anybody else',
    );
    for (const { errors } of people) assert.deepEqual(errors, []);
    // A request that there is would have been counted.
    await ann.page.evaluate(() => fetch('https://example.com/').catch(() => undefined));
    await waitFor('the report', () => proxy.paths.includes(REPORTS));
  });
});

/** Firefox works on each picture in the page, which takes long on a machine that has no time. */
const IN_FIREFOX = process.env['SOAK'] ? needs('firefox') : { skip: 'in npm run test:soak' };

describe('background and noise in a call from Firefox', IN_FIREFOX, () => {
  it('arrive in Chromium', async () => {
    const [photo, speech] = await Promise.all([readFile(PHOTO, 'base64'), readFile(SPEECH, 'base64')]);
    const [server, firefox, chromium] = await Promise.all([
      startProductionServer(),
      launchFirefox({ extraPrefsFirefox: { 'media.cubeb.force_mock_context': true } }),
      launchChromium(),
    ]);
    try {
      const [ann, bob] = await Promise.all(
        [
          { browser: firefox, name: 'Ann' },
          { browser: chromium, name: 'Bob' },
        ].map(async ({ browser, name }) => {
          const context = await browser.createBrowserContext();
          const person = Person.of(context, await context.newPage({ type: 'window' }));
          await person.page.evaluateOnNewDocument(prepare, '{}', speech, photo);
          await person.page.goto(`${server.url}?room=effects&name=${name}&autojoin`);
          await person.waitForState('in-call');
          return person;
        }),
      );
      assert.ok(ann && bob);
      await bob.sees('Ann');
      await turnEffectsOn(ann, bob, await withoutEffects(bob));
      for (const { errors } of [ann, bob]) assert.deepEqual(errors, []);
    } finally {
      await Promise.all([firefox.close(), chromium.close()]);
      await server.stop();
    }
  });
});

describe('background and noise where a policy of the page forbids them', () => {
  let server: ProductionServer;
  let browser: Browser;
  let speech: string;

  before(async () => {
    speech = await readFile(SPEECH, 'base64');
    [server, browser] = await Promise.all([startProductionServer(), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  for (const [what, policy] of [
    ['forbids WebAssembly', "default-src 'self'; connect-src 'self' ws:; img-src 'self' blob:"],
    ['forbids workers', "default-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws:; worker-src 'none'"],
  ] as const) {
    it(`leave the camera as it is where it ${what}, and say so`, async () => {
      let ann: Person | undefined;
      const other = await HeaderProxy.start(server.port, { 'Content-Security-Policy': policy });
      try {
        const context = await browser.createBrowserContext();
        ann = Person.of(context, await context.newPage());
        await ann.page.evaluateOnNewDocument(prepare, JSON.stringify({ background: 'blur' }), speech);
        await ann.page.goto(`${other.url}?room=effects&name=Ann&autojoin`);
        await ann.waitForState('in-call');
        const { page } = ann;
        await waitFor('the words', async () =>
          (await ann?.text())?.includes(
            'The background could not be loaded. Your camera goes on without it.',
          ),
        );
        const { sent, captured, problem } = await page.$eval('rtc-call', (call) => {
          const { media, features } = (call as unknown as CallOfPage).session;
          const [one, other] = [media.getSentTrack('camera'), media.getCapturedTrack('camera')];
          return {
            sent: one === other && one?.readyState,
            captured: other?.readyState,
            problem: features.effects?.problem?.error.code,
          };
        });
        assert.deepEqual([sent, captured, problem], ['live', 'live', 'load-failed']);
      } finally {
        await ann?.close();
        other.stop();
      }
    });
  }
});
