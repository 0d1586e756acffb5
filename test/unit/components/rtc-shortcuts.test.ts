import { expect, fixture } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { RtcCall } from '../../../src/index.js';
import '../../../src/index.js';
import { RtcShortcuts } from '../../../src/components/rtc-shortcuts/rtc-shortcuts.js';
import { appears, call, cleanUp, colorScheme, deep, exists, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('<rtc-shortcuts>', () => {
  afterEach(cleanUp);

  async function opened(attributes = ''): Promise<RtcCall> {
    const element = await call(`autojoin no-camera no-microphone ${attributes}`);
    await reached(element, 'in-call');
    await waitUntil(() => element.session.features.shortcuts, 'no keys');
    deep(element, 'rtc-controls').focus();
    await sendKeys({ type: '?' });
    await appears(element, 'rtc-shortcuts', 'dialog[open]');
    return element;
  }

  const gone = (element: RtcCall): Promise<void> =>
    waitUntil(() => !exists(element, 'rtc-shortcuts'), 'the list stays');

  const listed = (element: RtcCall): (string | undefined)[][] =>
    Array.from(deep(element, 'rtc-shortcuts', 'dl').querySelectorAll('div'), (row) =>
      Array.from(row.children, (cell) => cell.textContent.trim()),
    );

  for (const scheme of ['light', 'dark']) {
    it(`is accessible (${scheme})`, async () => {
      colorScheme(scheme);
      const element = await opened();
      // An announcement has no contrast while it fades.
      for (const fading of element.shadowRoot?.getAnimations() ?? []) fading.finish();
      await expect(element).to.be.accessible();
      await expect(deep(element, 'rtc-shortcuts')).to.be.accessible();
    });
  }

  it('lists the keys of this call and what they do', async () => {
    const element = await opened('shortcuts="m:x v:none s:none"');
    const rows = listed(element);
    expect(rows[0]).to.deep.equal(['x', 'Mute or unmute the microphone']);
    expect(rows.at(-1)).to.deep.equal(['?', 'Show this list']);
    expect(rows.map(([key]) => key)).not.to.include.members(['v']);
    expect(rows.map(([key]) => key)).not.to.include.members(['s']);
    expect(deep(element, 'rtc-shortcuts', 'h2')).to.have.text('Keyboard shortcuts');
  });

  it('lists actions that need a button only when there is one', async () => {
    const element = await opened();
    deep(element, 'rtc-shortcuts', '[part~=close-button]').click();
    await gone(element);
    const toolbar = element.shadowRoot!.querySelector('rtc-controls')!;
    toolbar.controls = 'microphone chat';
    await toolbar.updateComplete;
    await sendKeys({ type: '?' });
    await appears(element, 'rtc-shortcuts', 'dialog[open]');
    await waitUntil(() => listed(element).some(([key]) => key === 'c'), 'no chat');
    expect(listed(element).some(([key]) => key === 'p')).to.equal(false);
  });

  it('speaks Chinese', async () => {
    const element = await opened('lang="zh"');
    await waitUntil(() => deep(element, 'rtc-shortcuts', 'h2').textContent === '键盘快捷键');
    expect(listed(element)[0]).to.deep.equal(['m', '静音或取消静音']);
  });

  for (const [way, close] of Object.entries({
    Escape: () => sendKeys({ press: 'Escape' }),
    'the same key': () => sendKeys({ type: '?' }),
    'its button': () => sendKeys({ press: 'Enter' }),
    'a press beside it': () => sendMouse({ type: 'click', position: [3, 3] }),
  })) {
    it(`is closed by ${way}, and the focus goes back`, async () => {
      const element = await opened();
      expect(deep(element, 'rtc-shortcuts').shadowRoot?.activeElement).to.equal(
        deep(element, 'rtc-shortcuts', '[part~=close-button]'),
      );
      await close();
      await gone(element);
      await waitUntil(
        () => element.shadowRoot?.activeElement === deep(element, 'rtc-controls'),
        'the focus is lost',
      );
      await sendKeys({ type: '?' });
      await appears(element, 'rtc-shortcuts', 'dialog[open]');
    });
  }

  it('stays for a press inside', async () => {
    const element = await opened();
    deep(element, 'rtc-shortcuts', 'h2').dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, composed: true }),
    );
    expect(deep(element, 'rtc-shortcuts', 'dialog')).to.have.attribute('open');
  });

  it('goes with the call', async () => {
    const element = await opened();
    element.remove();
    expect(exists(element, 'rtc-shortcuts')).to.equal(false);
  });

  it('has parts that a page can style through the call', async () => {
    const place = await fixture('<div><style>rtc-call::part(key) { color: rgb(1, 2, 3) }</style></div>');
    const element = await opened();
    expect(getComputedStyle(deep(element, 'rtc-shortcuts', 'kbd')).color).to.equal('rgb(1, 2, 3)');
    place.remove();
  });

  it('is not cut off in 280 px', async () => {
    const element = await opened();
    const dialog = deep(element, 'rtc-shortcuts', 'dialog');
    dialog.style.maxInlineSize = '256px';
    expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
  });

  it('can be registered twice', () => {
    expect(() => {
      RtcShortcuts.define();
    }).not.to.throw();
  });

  it('can be removed before it was shown', () => {
    const list = new RtcShortcuts();
    document.body.append(list);
    list.remove();
    expect(list.isConnected).to.equal(false);
  });
});
