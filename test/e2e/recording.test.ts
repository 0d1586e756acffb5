import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS, launchChromium, launchFirefox } from '../support/browsers.js';
import { mainly } from '../support/dealt.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';
import { openFile, recorded, recordedSeconds, save } from './support/recorded-file.js';
import { look } from './support/scene.js';

/** Output of somebody's camera and microphone: a colour, and a tone in Hz. */
interface Looks {
  readonly name: string;
  readonly colour: string;
  readonly tone: number;
}

const ANN: Looks = { name: 'Ann', colour: '200,30,30', tone: 440 };
const BOB: Looks = { name: 'Bob', colour: '30,160,40', tone: 1000 };
const CLEO: Looks = { name: 'Cleo', colour: '40,60,220', tone: 2300 };

/** Colour of Bob's camera later. */
const LATER_COLOUR = [230, 200, 20] as const;
const LATER = LATER_COLOUR.join();

/** A tone that is there is louder than this; one that is not has a tenth of it at most. */
const AUDIBLE = 0.03;

/** Middles of the three places, as parts of width and height: two above, one below. */
const PLACES = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.5, 0.75],
] as const;

/** Without a sound card Firefox plays nothing, and mixes nothing; its mock of one is for such machines. */
const WITH_SOUND = { extraPrefsFirefox: { 'media.cubeb.force_mock_context': true } };

const LAUNCH = {
  Firefox: () => launchFirefox(WITH_SOUND),
  Chromium: () => launchChromium(),
} as const;

for (const name of mainly('Chromium')) {
  describe(`a recording in ${name}`, BROWSERS[name].needs, () => {
    let server: ProductionServer;
    let browser: Browser;
    let people: Person[] = [];

    before(async () => {
      [server, browser] = await Promise.all([startProductionServer(), LAUNCH[name]()]);
    });

    after(async () => {
      await browser.close();
      await server.stop();
    });

    afterEach(async () => {
      await Promise.all(people.map((person) => person.close()));
      people = [];
    });

    /** Somebody in a window of their own: Firefox slows down what is in a tab behind another one. */
    async function join(by: Browser, looks: Looks): Promise<Person> {
      const context = await by.createBrowserContext();
      const person = await Person.inWindow(context);
      people.push(person);
      await person.page.evaluateOnNewDocument(pretend, looks.colour, looks.tone);
      await person.page.goto(`${server.url}?room=${name}&name=${looks.name}&autojoin`);
      await person.waitForState('in-call');
      return person;
    }

    it('holds the picture and the sound of everybody, and seeks in every browser', async () => {
      const ann = await join(browser, ANN);
      const bob = await join(browser, BOB);
      const cleo = await join(browser, CLEO);
      await ann.sees('Bob', 'Cleo');
      const starting = look(ann, (call) =>
        call.startRecording({ width: 320, height: 180, frameRate: 10, answerTimeout: 120_000 }),
      );
      await Promise.all([bob.click('Accept'), cleo.click('Accept')]);
      await starting;
      const started = performance.now();
      await recorded(ann, 3);
      const changed = performance.now();
      await bob.page.evaluate((colour) => Reflect.set(globalThis, 'colour', colour), LATER);
      await ann.seesColour('Bob', LATER_COLOUR);
      await recorded(ann, (await recordedSeconds(ann)) + 3);
      const change = (changed - started) / (performance.now() - started);
      await ann.click('Stop');
      const file = await save(ann);
      assert.match(file.name, name === 'Firefox' ? /\.webm$/ : /\.(mp4|webm)$/);

      for (const person of people) assert.deepEqual(person.errors, []);
      await Promise.all(people.splice(0).map((person) => person.close()));

      await playsIn(browser, file.url, change);
      const there = BROWSER_NAMES.find((other) => other !== name && !BROWSERS[other].needs.skip);
      if (there === undefined) return;
      const other = await BROWSERS[there].launch();
      await playsIn(other, file.url, change).finally(() => other.close());
    });
  });
}

/** Looks and listens at a recording in this browser; `change` is the part of it after which Bob looks different. */
async function playsIn(browser: Browser, url: string, change: number): Promise<void> {
  const page = await browser.newPage({ type: 'window' });
  await page.goto('about:blank');
  const duration = await openFile(page, url);
  const end = duration - 0.2;
  // Back and forth: from a key frame that is found each time, not from the one before.
  for (const [time, colours] of [
    [end, [ANN.colour, LATER, CLEO.colour]],
    [duration * change * 0.6, [ANN.colour, BOB.colour, CLEO.colour]],
    [end, [ANN.colour, LATER, CLEO.colour]],
  ] as const) {
    await seek(page, time);
    await waitFor(`the picture at ${time} of ${duration} s in ${await browser.version()}`, async () => {
      const seen = await coloursOf(page);
      assert.ok(isNear(seen, colours), seen.join(' '));
      return true;
    });
  }
  for (const { tone } of [ANN, BOB, CLEO]) {
    const loudness = await loudnessOf(page, url, tone);
    assert.ok(loudness > AUDIBLE, `${tone} Hz: ${loudness}`);
  }
  assert.ok((await loudnessOf(page, url, 3300)) < AUDIBLE / 10);
  await page.close();
}

/** Runs in the page: a camera that sees one colour, and a microphone that hears one tone. */
function pretend(colour: string, tone: number): void {
  Reflect.set(globalThis, 'colour', colour);
  navigator.mediaDevices.getUserMedia = () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [160, 90];
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (!context) return;
      context.fillStyle = `rgb(${String(Reflect.get(globalThis, 'colour'))})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 50);
    const audio = new AudioContext();
    const output = audio.createMediaStreamDestination();
    const oscillator = new OscillatorNode(audio, { frequency: tone });
    oscillator.connect(new GainNode(audio, { gain: 0.2 })).connect(output);
    oscillator.start();
    return Promise.resolve(
      new MediaStream([...canvas.captureStream(15).getTracks(), ...output.stream.getTracks()]),
    );
  };
}

/** Seeks to this second; a file that cannot be decoded never gets there. */
async function seek(page: Page, time: number): Promise<void> {
  await page.$eval('#recording', (video, time) => ((video as HTMLVideoElement).currentTime = time), time);
  const result = await waitFor(`the end of seeking to ${time}`, () =>
    page.$eval('#recording', (video) => {
      const { error, seeking } = video as HTMLVideoElement;
      return error?.message ?? (seeking ? undefined : 'found');
    }),
  );
  assert.equal(result, 'found');
}

/** The colours of the places in the picture that is shown. */
const coloursOf = (page: Page): Promise<string[]> =>
  page.$eval(
    '#recording',
    (element, places) => {
      const video = element as HTMLVideoElement;
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const context = canvas.getContext('2d');
      context?.drawImage(video, 0, 0);
      return places.map(([x, y]) =>
        Array.from(context?.getImageData(x * canvas.width, y * canvas.height, 1, 1).data ?? [])
          .slice(0, 3)
          .join(),
      );
    },
    PLACES,
  );

/** Whether the colours are the expected ones, as far as a codec keeps them. */
const isNear = (colours: readonly string[], expected: readonly string[]): boolean =>
  expected.every((colour, i) => {
    const seen = colours[i]?.split(',') ?? [];
    return colour.split(',').every((value, j) => Math.abs(Number(value) - Number(seen[j])) < 40);
  });

/** Loudness of a tone in the file: 0 for silence, its amplitude for a sine. */
const loudnessOf = (page: Page, url: string, hertz: number): Promise<number> =>
  page.evaluate(
    async (url, hertz) => {
      const decoder = new OfflineAudioContext(1, 1, 48_000);
      const sound = await decoder.decodeAudioData(await (await fetch(url)).arrayBuffer());
      const samples = sound.getChannelData(0);
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
    },
    url,
    hertz,
  );
