import { expect, fixture } from '@open-wc/testing';
import { RtcElement } from '../../../src/components/kit/rtc-element.js';
import '../../../src/index.js';
import type { RtcChat, RtcLobby } from '../../../src/index.js';
import type { RtcCall } from '../../../src/index.js';
import { appears, call, cleanUp, freshRoom, joined, reached } from './support.js';

/** Styles that pages give to their own text, and those that the elements have in their place. */
const FOREIGN: readonly (readonly [property: string, foreign: string, own: string])[] = [
  ['text-transform', 'uppercase', 'none'],
  ['white-space', 'nowrap', 'normal'],
  ['text-indent', '40px', '0px'],
  ['letter-spacing', '5px', 'normal'],
  ['word-spacing', '9px', '0px'],
  ['word-break', 'break-all', 'normal'],
  ['overflow-wrap', 'anywhere', 'normal'],
  ['text-align', 'right', 'start'],
  ['text-shadow', 'rgb(255, 0, 0) 1px 1px 0px', 'none'],
  ['user-select', 'none', 'text'],
  ['cursor', 'crosshair', 'auto'],
  ['line-height', '60px', '23.2px'],
  ['font-style', 'italic', 'normal'],
  ['font-variant-caps', 'small-caps', 'normal'],
  ['font-weight', '900', '400'],
  ['list-style-type', 'square', 'disc'],
  ['hyphens', 'auto', 'manual'],
  ['tab-size', '2', '8'],
];

/** Every element in a tree, through shadow roots. */
function* everything(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;

describe('Text styles of the page', () => {
  const rules: HTMLStyleElement[] = [];

  afterEach(() => {
    cleanUp();
    for (const rule of rules.splice(0)) rule.remove();
  });

  function page(css: string): void {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    rules.push(style);
  }

  /** A lobby, and a call of two with everything that is shown in it. */
  async function scenes(): Promise<RtcCall[]> {
    const room = freshRoom();
    const lobby = await call('', '', room);
    await appears(lobby, 'rtc-lobby', 'rtc-device-picker', 'select');
    const inCall = await call('autojoin', '', room);
    await reached(inCall, 'in-call');
    await joined({ room, name: 'Bob' });
    inCall.dispatchEvent(new Event('rtc-chat-toggle'));
    await appears(inCall, 'rtc-chat', 'textarea');
    await appears(inCall, 'rtc-stage', 'rtc-remote-video', '.name');
    return [lobby, inCall];
  }

  it('does not reach into the elements', async () => {
    page(
      `html { font-size: 62.5% } body { ${FOREIGN.map(([name, value]) => `${name}: ${value}`).join(';')} }`,
    );
    for (const element of await scenes()) {
      for (const inner of everything(element.shadowRoot!)) {
        if (!(inner instanceof RtcElement)) continue;
        for (const [name, foreign] of FOREIGN) {
          expect(getComputedStyle(inner).getPropertyValue(name), `${inner.localName} ${name}`).not.to.equal(
            foreign,
          );
        }
      }
      for (const [name, , own] of FOREIGN) {
        expect(getComputedStyle(element).getPropertyValue(name), name).to.equal(own);
      }
    }
  });

  for (const size of ['62.5%', '8px', '40px']) {
    it(`makes nothing smaller or larger, nor by html { font-size: ${size} }`, async () => {
      /** Heights by the names of the parts that are there by then. */
      const measure = async (): Promise<Map<string, number>> => {
        const sizes = new Map<string, number>();
        for (const element of await scenes()) {
          for (const inner of everything(element.shadowRoot!)) {
            if (inner.childElementCount === 0 && inner.textContent.trim() && isShown(inner)) {
              expect(parseFloat(getComputedStyle(inner).fontSize), inner.outerHTML).to.be.at.least(12);
            }
            if (inner.matches('button, input, select, textarea, [role=menuitem]') && isShown(inner)) {
              // As it is laid out: some appear by growing.
              const { offsetWidth: width, offsetHeight: height } = inner;
              expect(Math.min(width, height), inner.outerHTML).to.be.at.least(24);
              sizes.set(inner.getAttribute('part') ?? inner.localName, height);
            }
          }
        }
        cleanUp();
        return sizes;
      };
      const usual = await measure();
      page(`html { font-size: ${size} }`);
      const now = await measure();
      const both = [...usual.keys()].filter((part) => now.has(part));
      expect(both.length).to.be.above(5);
      for (const part of both) expect(now.get(part), part).to.equal(usual.get(part));
    });
  }

  it('leaves all elements with sizes that include padding and border', async () => {
    for (const element of await scenes()) {
      if (element.state === 'in-call') await appears(element, 'rtc-recording', '.stack');
      for (const inner of everything(element.shadowRoot!)) {
        // An option is the browser's own.
        if (inner.localName === 'option' || !isShown(inner)) continue;
        expect(getComputedStyle(inner).boxSizing, inner.outerHTML).to.equal('border-box');
      }
    }
  });

  it('reaches in by font family, colour and direction of the element', async () => {
    page('rtc-call { font-family: Courier; color: rgb(1, 2, 3); direction: rtl }');
    for (const element of await scenes()) {
      for (const inner of everything(element.shadowRoot!)) {
        if (!inner.matches('.ui, [exportparts]')) continue;
        const { fontFamily, color, direction } = getComputedStyle(inner);
        expect([fontFamily, direction], inner.localName).to.deep.equal(['Courier', 'rtl']);
        // The badge of a tile is white on dark, in every colour.
        if (inner.localName !== 'rtc-tile-marks') expect(color, inner.localName).to.equal('rgb(1, 2, 3)');
      }
    }
  });

  it('reaches in by the language, for whose characters fonts are chosen', async () => {
    const around = await fixture<HTMLElement>('<div lang="ja"><rtc-lobby></rtc-lobby></div>');
    const { webkitLocale } = getComputedStyle(around.querySelector('rtc-lobby')!) as {
      webkitLocale?: string;
    };
    // Firefox goes by the attribute itself.
    if (webkitLocale !== undefined) expect(webkitLocale).to.equal('"ja"');
  });

  it('is unchanged in a layout of the page', async () => {
    page('body { text-transform: uppercase; letter-spacing: 5px; font-size: 30px }');
    const element = await call('', '<p>Ours</p>');
    const { textTransform, letterSpacing, fontSize } = getComputedStyle(element.querySelector('p')!);
    expect([textTransform, letterSpacing, fontSize]).to.deep.equal(['uppercase', '5px', '30px']);
  });

  it('hides the elements where it hides them', async () => {
    page('.gone { visibility: hidden } .away { display: none }');
    const chat = await fixture<RtcChat>('<rtc-chat class="gone"></rtc-chat>');
    const field = await appears(chat, 'textarea');
    expect(getComputedStyle(field).visibility).to.equal('hidden');
    const lobby = await fixture<RtcLobby>('<rtc-lobby class="away"></rtc-lobby>');
    expect(lobby.getClientRects()).to.have.length(0);
    const around = await fixture<HTMLElement>('<div class="gone"><rtc-call></rtc-call></div>');
    const inner = around.querySelector('rtc-call')!;
    await inner.updateComplete;
    expect(getComputedStyle(inner.shadowRoot!.querySelector('.ui')!).visibility).to.equal('hidden');
  });
});
