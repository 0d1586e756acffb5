import { expect, fixture, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { ReactiveElement } from 'lit';
import { RtcInspectToggleEvent, type RtcNetworkCheck } from '../../../src/index.js';
import '../../../src/index.js';
import { LANGUAGES } from '../../../src/components/words/languages.js';
import { CallRecording } from '../../../src/core/features/recording/index.js';
import { stubGetUserMedia } from '../support/media.js';
import { waitUntil } from '../support/wait-until.js';
import { appears, call, cleanUp, deep, exists, freshRoom, hasWord, joined, reached } from './support.js';

const WIDTH = 280;

/** Every element in a shadow tree and in those within it. */
function* allIn(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* allIn(element.shadowRoot);
  }
}

/** Whether an element scrolls by itself, which is no overflow, or cuts what is within it. */
const clips = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible';

/** The node's nearest element that clips, across shadow roots. */
function clipping(element: Element): Element | undefined {
  let node: Node | null = element;
  while ((node = node instanceof ShadowRoot ? node.host : (node as Element).parentNode) instanceof Node) {
    if (node instanceof Element && clips(node)) return node;
  }
  return undefined;
}

/** Names what is wider than its place: text that is cut without an ellipsis, and boxes that reach beyond the page. */
function tooWide(host: Element): string[] {
  const found: string[] = [];
  for (const element of allIn(host.shadowRoot!)) {
    const box = element.getBoundingClientRect();
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    // For screen readers only.
    if (box.width < 4 || box.height < 4 || element.matches('.hidden')) continue;
    const name = `<${element.localName} class="${element.className}">`;
    const clip = clipping(element);
    if ((box.left < -1 || box.right > WIDTH + 1) && !clip) {
      found.push(`${name} reaches from ${String(box.left)} to ${String(box.right)}`);
    }
    const { overflowX, textOverflow } = getComputedStyle(element);
    const isCut = overflowX === 'hidden' || overflowX === 'clip';
    const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
    if (isCut && hasText && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1) {
      found.push(`${name} is cut: ${element.textContent.trim()}`);
    }
    const isRow = /^(button|label|header|h2|h3|p|li|dl|dt|dd|fieldset|form|section)$/.test(element.localName);
    if (isRow && overflowX === 'visible' && element.scrollWidth > element.clientWidth + 1) {
      found.push(`${name} is too narrow: ${element.textContent.trim()}`);
    }
  }
  return found;
}

describe(`in ${String(WIDTH)} px`, () => {
  const { innerWidth, innerHeight } = window;
  let media: { restore(): void } | undefined;

  before(() => setViewport({ width: WIDTH, height: 640 }));
  after(() => setViewport({ width: innerWidth, height: innerHeight }));

  afterEach(() => {
    media?.restore();
    media = undefined;
    cleanUp();
  });

  /** Shows an element in every language, and checks that nothing in it is too wide. */
  async function fits(element: HTMLElement, key = 'leave', shown: Element = element): Promise<void> {
    for (const tag of Object.keys(LANGUAGES)) {
      element.lang = tag;
      (element as Partial<ReactiveElement>).requestUpdate?.();
      const lang = tag.toLowerCase();
      if (lang !== 'en') await hasWord(lang, key);
      for (const one of [element, ...allIn(element.shadowRoot!)])
        await (one as Partial<ReactiveElement>).updateComplete;
      await nextFrame();
      expect(tooWide(shown), tag).to.deep.equal([]);
      expect(document.documentElement.scrollWidth, tag).to.be.at.most(WIDTH);
    }
  }

  it('the lobby has room for every language', async () => {
    const element = await call('name="Ann"');
    await appears(element, 'rtc-lobby', '[part~=join-button]');
    await fits(element);
  });

  it('a refusal of the devices has room for every language', async () => {
    media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    const element = await call('autojoin');
    await reached(element, 'failed');
    await fits(element);
  });

  it('a call has room for every language, alone, with others, in the chat and afterwards', async () => {
    const room = freshRoom();
    const element = await call('autojoin name="Ann" no-camera no-microphone', '', room);
    await reached(element, 'in-call');
    await appears(element, 'rtc-controls', '[part~=chat-button]');
    await fits(element);
    await joined({ room, name: 'Bob' });
    await appears(element, 'rtc-stage', 'rtc-remote-video');
    await fits(element);
    (await appears(element, 'rtc-controls', '[part~=chat-button]:enabled')).click();
    await appears(element, 'rtc-chat', '[part~=empty]');
    await fits(element);
    await element.leave();
    await reached(element, 'left');
    await fits(element);
  });

  it('a question for a recording has room for every language', async () => {
    const room = freshRoom();
    const element = await call('autojoin name="Ann" no-camera no-microphone', '', room);
    const bob = await joined({ room, name: 'Bob' });
    await waitUntil(() => element.participants[0]?.connectionState === 'connected', 'no connection');
    const recording = CallRecording.of(bob);
    recording.start().catch(() => undefined);
    await appears(element, 'rtc-recording', '[part=consent]');
    await fits(element);
    await recording.stop().catch(() => undefined);
  });

  it('the settings have room for every language', async () => {
    const element = await call('autojoin no-camera no-microphone');
    await reached(element, 'in-call');
    (await appears(element, 'rtc-controls', '[part~=settings-button]:enabled')).click();
    const settings = await appears(element, 'rtc-settings');
    await appears(element, 'rtc-settings', 'dialog[open]');
    await fits(element, 'settingsOfCall', settings);
  });

  it('the inspector has room for every language', async () => {
    const room = freshRoom();
    const element = await call('autojoin no-camera no-microphone', '', room);
    await reached(element, 'in-call');
    await joined({ room, name: 'Bob' });
    await waitUntil(() => element.session.features.inspector, 'nobody can open it');
    element.dispatchEvent(new RtcInspectToggleEvent());
    const inspector = await appears(element, 'rtc-inspector');
    await appears(inspector, 'rtc-inspector-timeline');
    await fits(element, 'inspectorExport', inspector);
    for (const tab of ['descriptions', 'candidates', 'plots', 'verification']) {
      deep(inspector, `#tab-${tab}`).click();
      await waitUntil(() => exists(inspector, `#tab-${tab}[aria-selected=true]`), `no ${tab}`);
      await fits(element, 'inspectorExport', inspector);
    }
  });

  it('the network check has room for every language, before and after', async () => {
    media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotFoundError')));
    const element = await fixture<RtcNetworkCheck>('<rtc-network-check></rtc-network-check>');
    await fits(element, 'networkCheck');
    const done = new Promise((resolve) =>
      element.addEventListener('rtc-network-check', resolve, { once: true }),
    );
    (await appears(element, '[part~=start-button]')).click();
    await done;
    await fits(element, 'networkCheck');
  });
});
