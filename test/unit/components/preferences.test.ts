import { expect, fixture } from '@open-wc/testing';
import type { RtcCall, RtcLocalVideo } from '../../../src/index.js';
import '../../../src/index.js';
import { prefer, Preferences } from '../../../src/components/kit/preferences.js';
import { recallPreferences } from '../../../src/components/kit/preference-memory.js';
import { Quality } from '../../../src/core/features/quality/index.js';
import { call, cleanUp, deep, freshRoom, picture, reached, session } from './support.js';
import { waitUntil } from '../support/wait-until.js';

const KEY = 'rtc-elements:preferences';

describe('preferences', () => {
  const undo: (() => void)[] = [];

  beforeEach(() => localStorage.removeItem(KEY));

  afterEach(() => {
    for (const step of undo.splice(0)) step();
    cleanUp();
  });

  const stored = (): unknown => JSON.parse(localStorage.getItem(KEY) ?? 'null');

  describe('in storage', () => {
    it('are those that were chosen, in the next page, too', () => {
      prefer(session(), { mirror: 'off', holdToTalk: true });
      expect(recallPreferences()).to.deep.equal({ mirror: 'off', holdToTalk: true });
      const later = session();
      Preferences.of(later);
      expect(later.features.preferences).to.deep.equal({ mirror: 'off', holdToTalk: true });
    });

    it('are forgotten when they are taken back, and leave nothing behind', () => {
      const here = session();
      prefer(here, { mirror: 'off', language: 'zh' });
      prefer(here, { mirror: undefined });
      expect(stored()).to.deep.equal({ language: 'zh' });
      prefer(here, { language: undefined });
      expect(localStorage.getItem(KEY)).to.equal(null);
    });

    it('are not written before somebody has chosen', () => {
      Preferences.of(session());
      expect(localStorage.getItem(KEY)).to.equal(null);
    });

    it('keep what another page has chosen meanwhile', () => {
      const here = session();
      Preferences.of(here);
      prefer(session(), { language: 'zh' });
      prefer(here, { mirror: 'on' });
      expect(stored()).to.deep.equal({ language: 'zh', mirror: 'on' });
    });

    for (const [what, text] of Object.entries({
      'is no JSON': '{',
      'is null': 'null',
      'is a list': '["on"]',
      'has other values': '{"mirror":"sideways","quality":"constructor","language":"xx","holdToTalk":"yes"}',
      'has other names': '{"__proto__":{"mirror":"on"},"toString":"on"}',
    })) {
      it(`are none where it ${what}`, () => {
        localStorage.setItem(KEY, text);
        expect(recallPreferences()).to.deep.equal({});
      });
    }

    it('hold until the page is closed where there is none', () => {
      const { setItem, getItem } = Storage.prototype;
      const refuse = (): never => {
        throw new DOMException('no', 'SecurityError');
      };
      Object.assign(Storage.prototype, { setItem: refuse, getItem: refuse });
      undo.push(() => Object.assign(Storage.prototype, { setItem, getItem }));
      const here = session();
      prefer(here, { quality: 'low' });
      expect(here.features.preferences).to.deep.equal({ quality: 'low' });
      expect(Quality.of(here).preset).to.equal('low');
    });
  });

  it('set the quality, at once and in the next page', () => {
    const here = session();
    const quality = Quality.of(here);
    prefer(here, { quality: 'high' });
    expect(quality.preset).to.equal('high');
    // Another choice has nothing to do with it.
    quality.preset = 'low';
    prefer(here, { mirror: 'on' });
    expect(quality.preset).to.equal('low');
    const later = session();
    Preferences.of(later);
    expect(Quality.of(later).preset).to.equal('high');
  });

  describe('in <rtc-call>', () => {
    it('come before what the page says, from the beginning', async () => {
      localStorage.setItem(KEY, '{"quality":"low","language":"zh"}');
      const element = await call('quality="high" lang="en"');
      await waitUntil(() => element.session.features.preferences, 'no preferences');
      expect(Quality.of(element.session).preset).to.equal('low');
      expect(element.lang).to.equal('zh');
    });

    it('give the call another language, and the one of the page back', async () => {
      const element = await call('lang="en-GB" autojoin no-camera no-microphone');
      await waitUntil(() => element.session.features.preferences, 'no preferences');
      prefer(element.session, { language: 'zh' });
      await waitUntil(
        () => deep(element, 'rtc-controls', '[part~=leave-button]').ariaLabel === '断开远程连接',
      );
      prefer(element.session, { language: undefined });
      expect(element.lang).to.equal('en-GB');
    });

    it('leave no language behind where the page says none, and respect one that it sets meanwhile', async () => {
      const element = await call('autojoin no-camera no-microphone');
      await waitUntil(() => element.session.features.preferences, 'no preferences');
      prefer(element.session, { language: 'zh' });
      prefer(element.session, { language: undefined });
      expect(element.hasAttribute('lang')).to.equal(false);
      prefer(element.session, { language: 'zh' });
      element.lang = 'fr';
      prefer(element.session, { language: 'en' });
      prefer(element.session, { language: undefined });
      expect(element.lang).to.equal('fr');
    });
  });

  describe('for the own picture', () => {
    const local = async (element: RtcCall, attributes = ''): Promise<RtcLocalVideo> => {
      const tile = await fixture<RtcLocalVideo>(`<rtc-local-video ${attributes}></rtc-local-video>`);
      tile.session = element.session;
      return tile;
    };

    it('come before the attribute of every tile', async () => {
      const element = await call('autojoin no-microphone', '', freshRoom());
      await reached(element, 'in-call');
      const tile = await local(element, 'mirror="off"');
      const video = await picture(tile);
      expect(video.classList.contains('mirrored')).to.equal(false);
      prefer(element.session, { mirror: 'on' });
      await tile.updateComplete;
      expect(video.classList.contains('mirrored')).to.equal(true);
      prefer(element.session, { mirror: undefined });
      await tile.updateComplete;
      expect(video.classList.contains('mirrored')).to.equal(false);
    });

    it('never mirror a screen', async () => {
      const element = await call('autojoin no-microphone no-camera');
      await reached(element, 'in-call');
      prefer(element.session, { mirror: 'on' });
      const tile = await local(element, 'source="screen"');
      await element.toggleScreen(true);
      expect((await picture(tile)).classList.contains('mirrored')).to.equal(false);
    });
  });
});
