import { expect, fixture } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { RtcCall, RtcControls } from '../../../src/index.js';
import '../../../src/index.js';
import { RtcSettings } from '../../../src/components/rtc-settings/rtc-settings.js';
import { Quality } from '../../../src/core/features/quality/index.js';
import { appears, call, cleanUp, colorScheme, deep, exists, joined, reached } from './support.js';
import { hum } from '../support/hum.js';
import { waitUntil } from '../support/wait-until.js';

const KEY = 'rtc-elements:preferences';

describe('<rtc-settings>', () => {
  const undo: (() => void)[] = [];

  beforeEach(() => localStorage.removeItem(KEY));

  afterEach(() => {
    for (const step of undo.splice(0)) step();
    cleanUp();
  });

  async function opened(attributes = ''): Promise<RtcCall> {
    const element = await call(`autojoin ${attributes}`);
    await reached(element, 'in-call');
    await waitUntil(() => element.session.features.shortcuts, 'no keys');
    (await appears(element, 'rtc-controls', '[part~=settings-button]:enabled')).focus();
    await sendKeys({ press: 'Enter' });
    await appears(element, 'rtc-settings', 'dialog[open]');
    return element;
  }

  const select = (element: Element, name: string): HTMLSelectElement =>
    deep(element, 'rtc-settings', `[part~=${name}-setting] select`) as HTMLSelectElement;

  const box = (element: Element, name: string): HTMLInputElement =>
    deep(element, 'rtc-settings', `[part~=${name}-setting] input`) as HTMLInputElement;

  function choose(element: Element, name: string, value: string): void {
    const chosen = select(element, name);
    expect(Array.from(chosen.options, (option) => option.value)).to.include(value);
    chosen.value = value;
    chosen.dispatchEvent(new Event('change', { bubbles: true }));
  }

  const gone = (element: RtcCall): Promise<void> =>
    waitUntil(() => !exists(element, 'rtc-settings'), 'the settings stay');

  for (const scheme of ['light', 'dark']) {
    it(`is accessible (${scheme})`, async () => {
      colorScheme(scheme);
      const element = await opened();
      // A passing message has no contrast while it fades.
      for (const fading of element.shadowRoot?.getAnimations() ?? []) fading.finish();
      await expect(element).to.be.accessible();
      await expect(deep(element, 'rtc-settings')).to.be.accessible();
      const dialog = deep(element, 'rtc-settings', 'dialog');
      expect(dialog.matches(':modal')).to.equal(true);
      expect(dialog).to.have.attribute('aria-labelledby', 'heading');
      for (const one of dialog.querySelectorAll('[aria-describedby]'))
        expect(
          dialog.querySelector(`#${one.getAttribute('aria-describedby') ?? ''}`)?.textContent,
        ).not.to.equal('');
    });
  }

  it('has the devices of the call, with a meter and a test', async () => {
    const endHum = hum();
    undo.push(() => void endHum());
    const element = await opened();
    const picker = ['rtc-settings', 'rtc-device-picker'] as const;
    await appears(element, ...picker, '[part~=speaker-test-button]');
    await waitUntil(
      () => Number(deep(element, ...picker, '.meter > span').style.getPropertyValue('--_loud')) > 0,
    );
    const selects = deep(element, ...picker, '.fields').querySelectorAll('select');
    expect(selects.length).to.be.at.least(2);
  });

  it('mirrors the own picture, and remembers it', async () => {
    const element = await opened();
    await appears(element, 'rtc-stage', 'rtc-local-video', 'video.mirrored');
    choose(element, 'mirror', 'off');
    await appears(element, 'rtc-stage', 'rtc-local-video', 'video:not(.mirrored)');
    expect(localStorage.getItem(KEY)).to.equal('{"mirror":"off"}');
    choose(element, 'mirror', '');
    await appears(element, 'rtc-stage', 'rtc-local-video', 'video.mirrored');
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('shows and sets the quality', async () => {
    const element = await opened('quality="standard"');
    const quality = select(element, 'quality');
    expect(quality.value).to.equal('standard');
    choose(element, 'quality', 'low');
    expect(Quality.of(element.session).preset).to.equal('low');
    expect(localStorage.getItem(KEY)).to.equal('{"quality":"low"}');
    Quality.of(element.session).preset = 'high';
    await waitUntil(() => quality.value === 'high', 'shows another one');
  });

  it('saves data for this call alone', async () => {
    const element = await opened();
    const lowData = box(element, 'low-data');
    lowData.click();
    expect(element.session.features.quality?.lowData).to.equal(true);
    expect(element.session.media.camera).to.equal(false);
    expect(localStorage.getItem(KEY)).to.equal(null);
    Quality.of(element.session).lowData = false;
    await waitUntil(() => !lowData.checked, 'shows something else');
  });

  it('changes the language, also its own, and back to that of the page', async () => {
    const element = await opened('lang="en"');
    const heading = deep(element, 'rtc-settings', 'h2');
    choose(element, 'language', 'zh');
    await waitUntil(() => heading.textContent === '设置', 'not in Chinese');
    const options = select(element, 'language').options;
    expect(Array.from(options, ({ text, lang }) => [text, lang])).to.deep.equal([
      ['与页面相同', ''],
      ['Deutsch', 'de'],
      ['English', 'en'],
      ['Español', 'es'],
      ['Français', 'fr'],
      ['Português (Brasil)', 'pt-BR'],
      ['हिन्दी', 'hi'],
      ['العربية', 'ar'],
      ['日本語', 'ja'],
      ['简体中文', 'zh'],
    ]);
    choose(element, 'language', '');
    await waitUntil(() => heading.textContent === 'Settings', 'not in English');
    expect(element.lang).to.equal('en');
  });

  it('remembers switches that are not as they are by default', async () => {
    const element = await opened();
    expect(box(element, 'muted-notice').checked).to.equal(true);
    expect(box(element, 'hold-to-talk').checked).to.equal(false);
    for (const name of ['muted-notice', 'hold-to-talk']) box(element, name).click();
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).to.deep.equal({
      noMutedNotice: true,
      holdToTalk: true,
    });
    for (const name of ['muted-notice', 'hold-to-talk']) box(element, name).click();
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('has no hold-to-talk where the page has switched off all keys', async () => {
    const element = await opened('shortcuts="off"');
    expect(exists(element, 'rtc-settings', '[part~=hold-to-talk-setting]')).to.equal(false);
    expect(exists(element, 'rtc-settings', '[part~=muted-notice-setting]')).to.equal(true);
  });

  it('says where the browser cannot open the small window by itself', async () => {
    Object.defineProperty(globalThis, 'documentPictureInPicture', { configurable: true, value: undefined });
    undo.push(() => Reflect.deleteProperty(globalThis, 'documentPictureInPicture'));
    const element = await opened();
    expect(box(element, 'small-window').disabled).to.equal(true);
    const setting = deep(element, 'rtc-settings', '[part~=small-window-setting]');
    expect(setting.textContent).to.include('This browser cannot open it by itself.');
  });

  for (const [way, close] of Object.entries({
    Escape: () => sendKeys({ press: 'Escape' }),
    'its button': () => sendKeys({ press: 'Enter' }),
    'a press beside it': () => sendMouse({ type: 'click', position: [3, 3] }),
  })) {
    it(`is closed by ${way}, and the focus goes back`, async () => {
      const element = await opened();
      expect(deep(element, 'rtc-settings').shadowRoot?.activeElement).to.equal(
        deep(element, 'rtc-settings', '[part~=close-button]'),
      );
      await close();
      await gone(element);
      const button = deep(element, 'rtc-controls', '[part~=settings-button]');
      await waitUntil(() => deep(element, 'rtc-controls').shadowRoot?.activeElement === button, 'lost focus');
      await sendKeys({ press: 'Enter' });
      await appears(element, 'rtc-settings', 'dialog[open]');
    });
  }

  it('is there once, however often it is opened', async () => {
    const element = await opened();
    RtcSettings.open(element.shadowRoot!, element.session);
    expect(element.shadowRoot?.querySelectorAll('rtc-settings')).to.have.length(1);
  });

  it('goes when the call ends', async () => {
    const element = await opened();
    await element.leave();
    await gone(element);
    await element.join();
    await reached(element, 'in-call');
    expect(exists(element, 'rtc-settings')).to.equal(false);
  });

  it('goes with the call, and does not come back with it', async () => {
    const element = await opened();
    const parent = element.parentElement!;
    element.remove();
    await Promise.resolve();
    parent.append(element);
    await reached(element, 'in-call');
    expect(exists(element, 'rtc-settings')).to.equal(false);
  });

  it('stays modal when the call is moved', async () => {
    const element = await opened();
    const place = await fixture<HTMLElement>('<div></div>');
    place.append(element);
    await waitUntil(() => deep(element, 'rtc-settings', 'dialog').matches(':modal'), 'not modal');
  });

  it('opens inside the call that a toolbar elsewhere names', async () => {
    const element = await call('id="there" autojoin no-camera no-microphone', '<p></p>');
    await reached(element, 'in-call');
    const toolbar = await fixture<RtcControls>(
      '<rtc-controls for="there" controls="settings"></rtc-controls>',
    );
    (await appears(toolbar, '[part~=settings-button]:enabled')).click();
    await appears(element, 'rtc-settings', 'dialog:modal');
  });

  it('opens for a session from JavaScript, without a language', async () => {
    const here = await joined({});
    const toolbar = await fixture<RtcControls>('<rtc-controls controls="settings"></rtc-controls>');
    toolbar.session = here;
    (await appears(toolbar, '[part~=settings-button]:enabled')).click();
    await appears(toolbar, 'rtc-settings', 'dialog:modal');
    expect(exists(toolbar, 'rtc-settings', '[part~=language-setting]')).to.equal(false);
    choose(toolbar, 'quality', 'low');
    expect(Quality.of(here).preset).to.equal('low');
  });

  it('fits into 280 px', async () => {
    const element = await opened();
    const dialog = deep(element, 'rtc-settings', 'dialog');
    dialog.style.maxInlineSize = '256px';
    expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
  });

  it('has parts that a page can style through the call', async () => {
    const place = await fixture(
      '<div><style>rtc-call::part(mirror-setting) { color: rgb(1, 2, 3) }</style></div>',
    );
    const element = await opened();
    expect(getComputedStyle(deep(element, 'rtc-settings', '[part~=mirror-setting]')).color).to.equal(
      'rgb(1, 2, 3)',
    );
    place.remove();
  });

  it('can be registered twice, and removed before it was shown', () => {
    RtcSettings.define();
    const settings = new RtcSettings();
    document.body.append(settings);
    settings.remove();
    expect(settings.isConnected).to.equal(false);
  });
});
