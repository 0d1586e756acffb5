import { expect } from '@open-wc/testing';
import type { RtcCall } from '../../../src/index.js';
import '../../../src/index.js';
import { prefer } from '../../../src/components/kit/preferences.js';
import { addMicrophoneNotice } from '../../../src/components/rtc-call/microphone-notice.js';
import { Manners } from '../../../src/core/features/manners/index.js';
import { appears, call, cleanUp, colorScheme, deep, exists, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('<rtc-microphone-notice>', () => {
  afterEach(cleanUp);

  /** A muted person in a call, to whom something is to be told, as `Manners` finds out. */
  async function told(notice: 'muted' | 'silent', attributes = '', children = ''): Promise<RtcCall> {
    const element = await call(`autojoin no-camera ${attributes}`, children);
    await reached(element, 'in-call');
    // As the services of the call do once it has settled.
    if (!exists(element, 'rtc-microphone-notice')) addMicrophoneNotice(element);
    await element.toggleMicrophone(notice === 'silent');
    element.session.publish('manners', { notice });
    await waitUntil(() => said(element) !== '', 'nothing is said');
    return element;
  }

  const said = (element: RtcCall): string =>
    deep(element, 'rtc-microphone-notice', '[role=status]').textContent.trim();

  for (const notice of ['muted', 'silent'] as const) {
    for (const scheme of ['light', 'dark']) {
      it(`is accessible (${notice}, ${scheme})`, async () => {
        colorScheme(scheme);
        const element = await told(notice);
        await expect(deep(element, 'rtc-microphone-notice')).to.be.accessible();
      });
    }
  }

  it('says that one is muted, with a button that changes it, and gives the focus on', async () => {
    const element = await told('muted');
    expect(said(element)).to.equal('You are muted');
    const button = deep(element, 'rtc-microphone-notice', '[part~=unmute-button]');
    button.focus();
    button.click();
    await waitUntil(() => element.session.media.microphone, 'still muted');
    element.session.publish('manners', undefined);
    await waitUntil(() => said(element) === '', 'still said');
    expect(exists(element, 'rtc-microphone-notice', 'button')).to.equal(false);
    await waitUntil(() => element.shadowRoot?.activeElement?.localName === 'rtc-controls', 'lost focus');
  });

  it('says that the microphone is silent, with a button to choose another one', async () => {
    const element = await told('silent');
    expect(said(element)).to.equal('Your microphone is silent');
    deep(element, 'rtc-microphone-notice', '[part~=settings-button]').click();
    await appears(element, 'rtc-settings', 'dialog:modal');
    expect(said(element)).to.equal('');
  });

  it('goes by itself, and comes again for the next notice', async () => {
    const element = await told('muted');
    const notice = deep(element, 'rtc-microphone-notice', '.notice');
    const going = notice.getAnimations().at(-1);
    expect(going?.effect?.getTiming().delay).to.equal(11_600);
    going?.finish();
    await waitUntil(() => said(element) === '', 'still said');
    element.session.publish('manners', undefined);
    element.session.publish('manners', { notice: 'muted' });
    await waitUntil(() => said(element) !== '', 'nothing is said');
  });

  it('stays while its button has the focus', async () => {
    const element = await told('muted');
    const notice = deep(element, 'rtc-microphone-notice', '.notice');
    deep(element, 'rtc-microphone-notice', 'button').focus();
    expect(notice.getAnimations()[0]?.playState).to.equal('paused');
    expect(getComputedStyle(notice).opacity).to.equal('1');
  });

  it('speaks Chinese', async () => {
    const element = await told('muted', 'lang="zh"');
    await waitUntil(() => said(element) === '你已静音', 'not in Chinese');
    expect(deep(element, 'rtc-microphone-notice', 'button')).to.have.trimmed.text('取消静音');
  });

  it('is for screen readers alone in a layout of the page', async () => {
    const element = await told('muted', '', '<p></p>');
    expect(said(element)).to.equal('You are muted');
    expect(exists(element, 'rtc-microphone-notice', 'button')).to.equal(false);
    expect(deep(element, 'rtc-microphone-notice', '[part=microphone-notice]').offsetWidth).to.equal(1);
  });

  it('listens as the person prefers', async () => {
    const element = await told('muted');
    const manners = Manners.of(element.session);
    prefer(element.session, { noMutedNotice: true });
    expect(manners.listensWhileMuted).to.equal(false);
    prefer(element.session, { noMutedNotice: undefined });
    expect(manners.listensWhileMuted).to.equal(true);
  });

  it('comes with the services of every call', async () => {
    const element = await call('autojoin no-camera no-microphone');
    await reached(element, 'in-call');
    await appears(element, 'rtc-microphone-notice', '[role=status]');
    expect(said(element)).to.equal('');
  });
});
