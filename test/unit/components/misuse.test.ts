import { expect, fixture, fixtureSync } from '@open-wc/testing';
import { VALUES, WORDS } from '../../../src/components/misuse/value-rules.js';
import { lookForMisuses } from '../../../src/components/misuse/misuse.js';
import type { RtcControls } from '../../../src/components/rtc-controls/rtc-controls.js';
import { QUALITY_PRESETS } from '../../../src/core/features/quality/index.js';
import { DEVICE_KINDS, RtcError } from '../../../src/core/index.js';
import '../../../src/index.js';
import { stubGetUserMedia } from '../support/media.js';
import { waitUntil } from '../support/wait-until.js';
import { call, cleanUp, reached, session } from './support.js';

interface Warning {
  readonly text: string;
  readonly element: Element;
}

const CALL = 'signaling="broadcast:" room="misuse"';

describe('a misuse', () => {
  const { warn } = console;
  let warnings: Warning[];
  let markers = 0;

  beforeEach(() => {
    warnings = [];
    console.warn = (text: string, element: Element) => warnings.push({ text, element });
  });

  afterEach(() => {
    console.warn = warn;
    cleanUp();
  });

  /** Warnings about the page as it is: each look reaches a misuse that is put at its end after all others. */
  async function found(): Promise<Warning[]> {
    markers += 1;
    const id = `marker-${markers}`;
    const marker = document.createElement('rtc-chat');
    marker.setAttribute('for', id);
    document.body.append(marker);
    const isMarker = ({ text }: Warning): boolean => text.includes(`for="${id}"`);
    lookForMisuses();
    await waitUntil(() => warnings.some(isMarker), 'the look does not end');
    marker.remove();
    return warnings.filter(({ text }) => !text.includes('for="marker-'));
  }

  it('is told on a page that changes all the time, and never rests', async () => {
    const box = document.body.appendChild(document.createElement('div'));
    let working = true;
    // The browser has no idle time, and each of its tasks changes the document.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const end = performance.now() + 20;
      while (performance.now() < end) box.textContent = String(performance.now());
      if (working) port2.postMessage('');
    };
    port2.postMessage('');
    const { requestIdleCallback } = window;
    window.requestIdleCallback = (callback, { timeout = 0 } = {}) =>
      requestIdleCallback(callback, { timeout: timeout / 10 });
    try {
      await fixture('<rtc-stage></rtc-stage>');
      expect((await found())[0]?.text).to.contain('<rtc-stage> belongs to no call');
    } finally {
      working = false;
      box.remove();
      Object.assign(window, { requestIdleCallback });
    }
  });

  const EACH: readonly (readonly [name: string, html: string, text: RegExp])[] = [
    ['an element without a call', '<rtc-stage></rtc-stage>', /^rtc-elements: <rtc-stage> belongs to no call/],
    ['`for` that names nothing', '<rtc-controls for="nobody"></rtc-controls>', /for="nobody" names nothing/],
    ['`for` that names no call', '<rtc-chat for="box"></rtc-chat><div id="box"></div>', /names a <div>/],
    ['a call without signaling', '<rtc-call room="misuse"></rtc-call>', /without signaling\. Set/],
    ['a call without anything', '<rtc-call></rtc-call>', /without signaling and room\./],
    [
      'a call that joins without a room',
      '<rtc-call signaling="broadcast:" autojoin><p></p></rtc-call>',
      /without room\./,
    ],
    [
      'a room that is too long',
      `<rtc-call signaling="broadcast:" room="${'r'.repeat(129)}"></rtc-call>`,
      /1 to 128 char/,
    ],
    [
      'an address of no server',
      '<rtc-call signaling="mailto:me@example.com" room="misuse"></rtc-call>',
      /signaling="mailto:me@example\.com" is no address/,
    ],
    ['keys that cannot be', `<rtc-call ${CALL} shortcuts="m=x"></rtc-call>`, /"m=x" is not understood/],
    [
      'an unknown layout',
      `<rtc-call ${CALL} layout="speaker"></rtc-call>`,
      /layout="speaker" is not known\. Write one of: grid, spotlight\./,
    ],
    ['an unknown quality', `<rtc-call ${CALL} quality="best"></rtc-call>`, /quality="best" is not known/],
    [
      'an unknown source',
      `<rtc-call ${CALL}><rtc-remote-video source="video"></rtc-remote-video></rtc-call>`,
      /source="video"/,
    ],
    ['an unknown mirror', '<rtc-local-video mirror="yes"></rtc-local-video>', /mirror="yes"/],
    [
      'a button that is not there',
      `<rtc-call ${CALL}><rtc-controls controls="camera hangup"></rtc-controls></rtc-call>`,
      /the word "hangup"/,
    ],
    [
      'a kind of device that is not there',
      `<rtc-call ${CALL}><rtc-device-picker kinds="camera"></rtc-device-picker></rtc-call>`,
      /the word "camera"/,
    ],
    [
      'a volume in percent',
      `<rtc-call ${CALL}><rtc-remote-video volume="50"></rtc-remote-video></rtc-call>`,
      /volume="50" is not a number from 0 to 1/,
    ],
    [
      'ICE servers that are no list',
      '<rtc-network-check signaling="/signal" room="r" ice-servers="stun:stun.example.com"></rtc-network-check>',
      /not a list in JSON/,
    ],
    [
      '`false` as a value',
      `<rtc-call ${CALL} no-camera="false"></rtc-call>`,
      /no-camera="false" switches it on/,
    ],
    [
      'an attribute that is misspelt',
      `<rtc-call ${CALL} signalling="/signal"></rtc-call>`,
      /no attribute signalling\. Write signaling\./,
    ],
    [
      'an attribute in camel case',
      `<rtc-call ${CALL} noCamera></rtc-call>`,
      /no attribute nocamera\. Write no-camera\./,
    ],
    [
      'an attribute for a property',
      `<rtc-call ${CALL} ice-servers="[]"></rtc-call>`,
      /Set the property `iceServers`/,
    ],
    [
      'a child that is not shown',
      `<rtc-call ${CALL}><rtc-lobby><h1>Hi</h1></rtc-lobby></rtc-call>`,
      /<h1> is not shown/,
    ],
    ['a slot that is not there', `<rtc-call ${CALL}><p slot="foot">Hi</p></rtc-call>`, /no slot "foot"/],
  ];

  for (const [name, html, text] of EACH) {
    it(`is told once, with what to do and where it is documented: ${name}`, async () => {
      await fixture(`<div>${html}</div>`);
      await found();
      const [first, ...others] = await found();
      expect(others).to.deep.equal([]);
      expect(first?.text).to.match(text);
      expect(first?.text).to.match(/[.)`] See docs\/[a-z-/]+\.md(#[a-z-]+)?$/);
      expect(first?.element.localName).to.equal(/<(rtc-[a-z-]+)>/.exec(first?.text ?? '')?.[1]);
    });
  }

  it('is looked for by an element that finds no call', async () => {
    const element = await fixture<RtcControls>('<rtc-controls for="no one"></rtc-controls>');
    await waitUntil(() => warnings.length > 0, 'no warning');
    expect(warnings[0]?.element).to.equal(element);
  });

  it('is looked for once more where it is made while others are being told', async () => {
    const { warn: note } = console;
    console.warn = (text: string, element: Element) => {
      note(text, element);
      element.previousElementSibling?.setAttribute('mirror', 'yes');
      lookForMisuses();
    };
    await fixture('<div><rtc-local-video></rtc-local-video><rtc-controls for="no one"></rtc-controls></div>');
    await waitUntil(() => warnings.some(({ text }) => text.includes('mirror="yes"')), 'not told');
  });

  it('is looked for in a call that has settled, and again when its state changes', async () => {
    const element = await call('layout="big"');
    await waitUntil(() => warnings.some(({ text }) => text.includes('layout="big"')), 'no warning');
    element.layout = 'grid';
    element.setAttribute('quality', 'superb');
    await element.join();
    await waitUntil(() => warnings.some(({ text }) => text.includes('quality="superb"')), 'no second one');
  });

  it('may be a server of another version', async () => {
    const element = await call();
    const error = new RtcError('unsupported-version', 'this server does not speak it', {
      recoverable: false,
    });
    const transport = Object.assign(new EventTarget(), {
      state: 'idle' as const,
      resumeToken: undefined,
      join: () => Promise.reject(error),
      signal: () => undefined,
      update: () => undefined,
      leave: () => Promise.resolve(),
    });
    element.transport = transport;
    await element.join().catch(() => undefined);
    await reached(element, 'failed');
    const [only, ...others] = await found();
    expect(others).to.deep.equal([]);
    expect(only?.text).to.match(/another version of the protocol .*docs\/server\.md#how-it-grows$/);
  });

  it('is a server that does not answer, on the machine of the developer', async () => {
    const element = await call();
    element.signaling = 'ws://localhost:1/signal';
    await element.join().catch(() => undefined);
    await reached(element, 'failed');
    const [only, ...others] = await found();
    expect(others).to.deep.equal([]);
    expect(only?.text).to.match(
      /localhost:1\/signal does not answer\. Start `npx rtc-signal`.*#the-server-while-you-develop$/,
    );
  });

  it('is none of what is only early: an element before its call, or in an element that is not defined yet', async () => {
    // Within one task: the browser may be idle at any time after it.
    const place = fixtureSync(
      '<div><later-call><rtc-stage></rtc-stage></later-call><rtc-controls for="soon"></rtc-controls></div>',
    );
    const soon = document.createElement('rtc-call');
    Object.assign(soon, { id: 'soon', signaling: 'broadcast:', room: 'soon' });
    place.append(soon);
    expect(await found()).to.deep.equal([]);
    customElements.define('later-call', class extends HTMLElement {});
    await waitUntil(
      () => warnings.some(({ text }) => text.includes('<rtc-stage> belongs to no')),
      'never told',
    );
  });

  it('is none of what works', async () => {
    const media = stubGetUserMedia(() => new Promise(() => undefined));
    const place = fixtureSync(`<div>
      <rtc-call id="right" ${CALL} layout="spotlight" quality="low" shortcuts="m:x" no-camera class="big" data-id="1" lang="zh" hidden>
        <h1>Hello</h1>
        <rtc-stage layout="grid"></rtc-stage>
        <rtc-controls controls="microphone chat"></rtc-controls>
        <rtc-remote-video volume="0.5" muted></rtc-remote-video>
      </rtc-call>
      <rtc-call><p>The options come with the answer to a question.</p></rtc-call>
      <rtc-device-picker for="right" kinds="audioinput"></rtc-device-picker>
      <rtc-local-video></rtc-local-video>
      <rtc-network-check signaling="/signal" room="r" ice-servers="[]"></rtc-network-check>
      <rtc-inspector></rtc-inspector>
      <rtc-chat></rtc-chat>
    </div>`);
    const chat = place.querySelector('rtc-chat');
    if (chat) chat.session = session();
    expect(await found()).to.deep.equal([]);
    media.restore();
  });

  it('is recognised by values that the elements know', async () => {
    expect(VALUES['rtc-call']?.['quality']).to.deep.equal(QUALITY_PRESETS);
    expect(WORDS['rtc-device-picker']?.['kinds']).to.have.members([...DEVICE_KINDS]);
    const names = WORDS['rtc-controls']?.['controls'] ?? [];
    const element = await fixture<RtcControls>(`<rtc-controls controls="${names.join(' ')}"></rtc-controls>`);
    element.session = session();
    const parts = (): string[] =>
      Array.from(element.renderRoot.querySelectorAll('button'), ({ part }) => part.item(1) ?? '');
    await waitUntil(() => parts().length === names.length, 'a button is missing');
    expect(parts()).to.deep.equal(names.map((name) => `${name}-button`));
  });
});
