import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS } from '../support/browsers.js';
import { dealt } from '../support/dealt.js';
import { evalAll, evalFirst, findFirst } from '../support/deep.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { controllersLoaded } from './support/keyboard.js';
import { Person } from './support/person.js';
import { look } from './support/scene.js';

interface Override {
  /** Kind of devices that is refused. */
  readonly kind: 'audio' | 'video';
  readonly error: string;
  readonly message: string;
}

const SETTINGS = 'system’s privacy settings';

/** Refusals, and the words that tell of them; test/unit/core/media/refusals.test.ts has all errors. */
const REFUSALS: readonly (Override & { readonly words: readonly string[] })[] = [
  { kind: 'video', error: 'NotAllowedError', message: 'Permission denied', words: ['Camera'] },
  { kind: 'video', error: 'NotReadableError', message: 'busy', words: ['Camera in use'] },
  {
    kind: 'audio',
    error: 'NotAllowedError',
    message: 'Permission denied by system',
    words: ['Microphone blocked by the system', SETTINGS],
  },
];

/** Ways to press a button twice, and the device of the button. */
const PRESSES = [
  ['click', 'audio'],
  ['click', 'video'],
  ['key', 'video'],
  ['key', 'audio'],
] as const;

for (const name of BROWSER_NAMES) {
  describe(`a browser that does not do everything (${name})`, BROWSERS[name].needs, () => {
    let server: ProductionServer;
    let browser: Browser;
    let people: Person[] = [];
    let room = 0;

    before(async () => {
      [server, browser] = await Promise.all([startProductionServer(), BROWSERS[name].launch()]);
    });

    after(async () => {
      await browser.close();
      await server.stop();
    });

    afterEach(async () => {
      await Promise.all(people.map((person) => person.close()));
      people = [];
      room += 1;
    });

    const test = (title: string, run: (by: Browser) => Promise<void>): unknown =>
      it(title, () => run(browser));

    /** Somebody in a window of their own, whose browser is changed before any script of the page runs. */
    async function open<T>(by: Browser, query: string, change: (what: T) => void, what: T): Promise<Person> {
      const context = await by.createBrowserContext();
      const person = await Person.inWindow(context);
      people.push(person);
      await person.page.evaluateOnNewDocument(change, what);
      await person.page.goto(`${server.url}?room=${room}&name=Ann${query}`);
      return person;
    }

    const says = (person: Person, words: string): Promise<unknown> =>
      waitFor(`"${words}"`, async () => (await person.text()).includes(words));

    const calls = (person: Person): Promise<number> =>
      person.page.evaluate(() => Number(Reflect.get(globalThis, 'calls')));

    for (const refusal of dealt(REFUSALS, name)) {
      const { kind, error, message, words } = refusal;

      test(`that refuses ${kind} by ${error} (${message}): in the call with the other device, and with words`, async (by) => {
        const person = await open(by, '&autojoin', refuse, refusal);
        await person.waitForState('in-call');
        for (const word of words) await says(person, word);
        const media = await look(person, (call) => {
          const { camera, microphone } = (call as unknown as Media).session.media;
          return { audio: microphone, video: camera };
        });
        assert.deepEqual(media, { audio: kind !== 'audio', video: kind !== 'video' });
        assert.ok((await calls(person)) >= 2, 'the common request, and one for each');
        // Switched on in the call, it is refused once more, and says so once more.
        const before = await calls(person);
        await person.click(kind === 'video' ? 'Turn camera on' : 'Unmute microphone');
        await waitFor('another request', async () => (await calls(person)) > before);
        for (const word of words) await says(person, word);
      });

      test(`that refuses ${kind} by ${error} (${message}): the lobby shows the other device, and says so`, async (by) => {
        const person = await open(by, '', refuse, refusal);
        if (!(await calls(person).catch(() => 0))) {
          const allow = await waitFor('the lobby', () => findFirst(person.page, '[part~=join-button]'));
          assert.ok(allow);
          // Where the browser knows of no permission, it is asked for. The button goes away where it does know.
          await waitFor('a request', async () => {
            if (await calls(person)) return true;
            const button = await findFirst(person.page, '[part~=allow-button]');
            await button?.evaluate((element) => (element as HTMLElement).click());
            return false;
          });
        }
        for (const word of words) await says(person, word);
        await person.click('Join call');
        await person.waitForState('in-call');
      });
    }

    test('whose system forbids it to capture the screen: that is said, and that nothing was chosen is not', async (by) => {
      const person = await open(by, '&autojoin', refuseScreen, 'Permission denied by system');
      await person.waitForState('in-call');
      await person.click('Share screen');
      await says(person, SETTINGS);
      assert.equal(await calls(person), 1);

      const other = await open(by, '&autojoin', refuseScreen, 'Permission denied');
      await other.waitForState('in-call');
      await controllersLoaded(other.page);
      await other.click('Share screen');
      await waitFor('the question', async () => (await calls(other)) === 1);
      await other.click('Mute microphone');
      await says(other, 'Microphone muted');
      assert.doesNotMatch(await other.text(), /could not be shared/);
    });

    test('that has one error for a system that forbids the screen and a person who cancels: one word names both', async (by) => {
      const person = await open(
        by,
        '&autojoin',
        refuseScreen,
        'The request is not allowed by the user agent or the platform in the current context.',
      );
      await person.waitForState('in-call');
      await person.click('Share screen');
      await says(person, 'Unless you cancelled');
      await says(person, SETTINGS);
    });

    for (const [way, kind] of dealt(PRESSES, name)) {
      test(`that is slow with ${kind}: pressed twice by ${way}, it is off in the end`, async (by) => {
        const person = await open(by, '&autojoin', slowDown, kind);
        await person.waitForState('in-call');
        const [on, off] =
          kind === 'audio' ? ['Unmute microphone', 'Mute microphone'] : ['Turn camera on', 'Turn camera off'];
        const press = (label: string): Promise<void> =>
          way === 'click' ? person.click(label) : person.page.keyboard.press(kind === 'audio' ? 'm' : 'v');
        await waitFor('a button that says so', () => button(person, on));
        if (way === 'key') {
          await controllersLoaded(person.page);
          await evalFirst(person.page, '.ui', (ui) => (ui as HTMLElement).focus());
        }
        await press(on);
        await waitFor('the request', async () => (await calls(person)) === 1);
        await waitFor('a button that says so', () => button(person, off));
        await press(off);
        await waitFor('a button that says so', () => button(person, on));
        await person.page.evaluate(() => (Reflect.get(globalThis, 'release') as () => void)());
        await person.page.waitForFunction(() => Reflect.get(globalThis, 'granted') === true);
        const { camera, microphone } = await look(person, (call) => {
          const { media } = (call as unknown as Media).session;
          return { camera: media.camera, microphone: media.microphone };
        });
        assert.deepEqual([camera, microphone], [false, false]);
        assert.ok(await button(person, on));
      });
    }

    const button = async (person: Person, label: string): Promise<boolean> =>
      evalAll(
        person.page,
        'button',
        (buttons, wanted) => buttons.some((one) => one.getAttribute('aria-label') === wanted),
        label,
      );

    for (const way of dealt(['removed', 'throwing'] as const, name)) {
      test(`whose WebRTC is ${way}: it is said what may have done that`, async (by) => {
        const person = await open(by, '&autojoin', breakWebRtc, way);
        await person.waitForState('failed');
        await says(person, 'This browser cannot make calls');
        await says(person, 'An extension or a setting');
        assert.doesNotMatch(await person.text(), /not set up/);
      });
    }

    for (const way of dealt(['removed', 'throwing', 'refusing'] as const, name)) {
      test(`whose Web Audio is ${way}: call and recording go on, with one message at most`, async (by) => {
        const ann = await open(by, '&autojoin', breakWebAudio, way);
        await ann.waitForState('in-call');
        const bob = await open(by, '&autojoin', breakWebAudio, way);
        await bob.waitForState('in-call');
        await ann.seesMotion('Ann');
        const recording = look(ann, (call) => {
          const errors: string[] = [];
          call.addEventListener('rtc-error', (event) => {
            errors.push((event as Event & { error: { code: string } }).error.code);
          });
          Reflect.set(globalThis, 'errors', errors);
          return call.startRecording({ width: 320, height: 180, frameRate: 10, answerTimeout: 120_000 });
        });
        await bob.click('Accept');
        await recording;
        await waitFor('something recorded', () =>
          look(ann, (call) => {
            const { features } = call.session as unknown as { features: { recording?: { bytes: number } } };
            return (features.recording?.bytes ?? 0) > 0;
          }),
        );
        await ann.click('Stop');
        await waitFor('the file', async () => (await ann.text()).includes('Save'));
        const errors = await ann.page.evaluate(() => Reflect.get(globalThis, 'errors') as string[]);
        assert.ok(errors.length <= 1, errors.join());
        assert.deepEqual(ann.errors, []);
        assert.deepEqual(bob.errors, []);
        if (way !== 'removed') assert.ok((await calls(ann)) > 0, 'nothing was tried');
      });
    }
  });
}

interface Media {
  readonly session: { readonly media: { readonly camera: boolean; readonly microphone: boolean } };
}

// These run in the page.

function refuse({ kind, error, message }: Override): void {
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  Reflect.set(globalThis, 'calls', 0);
  devices.getUserMedia = (constraints = {}) => {
    Reflect.set(globalThis, 'calls', Number(Reflect.get(globalThis, 'calls')) + 1);
    return constraints[kind] ? Promise.reject(new DOMException(message, error)) : getUserMedia(constraints);
  };
}

function refuseScreen(message: string): void {
  Reflect.set(globalThis, 'calls', 0);
  navigator.mediaDevices.getDisplayMedia = () => {
    Reflect.set(globalThis, 'calls', Number(Reflect.get(globalThis, 'calls')) + 1);
    return Promise.reject(new DOMException(message, 'NotAllowedError'));
  };
}

/** The person comes with everything off; what is switched on later opens when `release` is called. */
function slowDown(kind: 'audio' | 'video'): void {
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  Reflect.set(globalThis, 'calls', 0);
  const released = new Promise<void>((resolve) => Reflect.set(globalThis, 'release', resolve));
  devices.getUserMedia = async (constraints = {}) => {
    if (!constraints[kind]) return getUserMedia(constraints);
    Reflect.set(globalThis, 'calls', Number(Reflect.get(globalThis, 'calls')) + 1);
    await released;
    const stream = await getUserMedia(constraints);
    setTimeout(() => Reflect.set(globalThis, 'granted', true));
    return stream;
  };
  // Before the scripts of the page.
  document.addEventListener(
    'readystatechange',
    () => {
      for (const name of ['no-microphone', 'no-camera']) {
        document.querySelector('rtc-call')?.setAttribute(name, '');
      }
    },
    { once: true },
  );
}

function breakWebRtc(way: 'removed' | 'throwing'): void {
  if (way === 'removed') Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  else {
    globalThis.RTCPeerConnection = class {
      constructor() {
        throw new DOMException('WebRTC is switched off.', 'NotSupportedError');
      }
    } as never;
  }
}

function breakWebAudio(way: 'removed' | 'throwing' | 'refusing'): void {
  Reflect.set(globalThis, 'calls', 0);
  if (way === 'removed') Reflect.deleteProperty(globalThis, 'AudioContext');
  else if (way === 'throwing') {
    globalThis.AudioContext = class {
      constructor() {
        Reflect.set(globalThis, 'calls', Number(Reflect.get(globalThis, 'calls')) + 1);
        throw new DOMException('There are too many.', 'NotSupportedError');
      }
    } as never;
  } else {
    AudioContext.prototype.createMediaStreamSource = () => {
      Reflect.set(globalThis, 'calls', Number(Reflect.get(globalThis, 'calls')) + 1);
      throw new DOMException('Another sample rate.', 'NotSupportedError');
    };
  }
}
