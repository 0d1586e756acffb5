import { expect, fixture } from '@open-wc/testing';
import { RtcCheckButton } from '../../../src/components/rtc-check-button/rtc-check-button.js';
import '../../../src/components/rtc-call/call-news.words.js';
import { findWord } from '../../../src/components/words/dictionary.js';
import { LANGUAGES } from '../../../src/components/words/languages.js';
import { Localize } from '../../../src/components/words/localize.js';
import { setWords } from '../../../src/components/words/set-words.js';
import { RtcError } from '../../../src/core/errors.js';
import { ERROR_CODES } from '../../../src/protocol/index.js';
import { waitUntil } from '../support/wait-until.js';

RtcCheckButton.define();

/** The words of a button, which are `checkConnection`. */
const textOf = (element: Element): string =>
  element.shadowRoot?.querySelector('button')?.textContent.trim() ?? '';

/** A button in this markup, once it shows these words. */
async function button(markup: string, words: string): Promise<RtcCheckButton> {
  const place = await fixture<HTMLElement>(`<div>${markup}</div>`);
  const element = place.querySelector<RtcCheckButton>('rtc-check-button')!;
  await waitUntil(() => textOf(element) === words, `"${words}" does not come: ${textOf(element)}`);
  return element;
}

/** Words for an element in this language, once they are loaded. */
async function wordsIn(lang: string): Promise<Localize> {
  const element = Object.assign(document.createElement('div'), {
    lang,
    addController: () => undefined,
    requestUpdate: () => undefined,
  });
  const words = new Localize(element as never);
  await waitUntil(() => words.lang() === lang, `${lang} does not come`);
  return words;
}

const CHECK = {
  ar: 'فحص الاتصال',
  de: 'Verbindung prüfen',
  en: 'Check your connection',
  es: 'Comprobar la conexión',
  fr: 'Tester votre connexion',
  hi: 'अपना कनेक्शन जाँचें',
  ja: '接続を確認',
  pt: 'Verificar sua conexão',
  zh: '检查你的连接',
} as const;

describe('words', () => {
  for (const [lang, words] of [
    ...Object.entries(CHECK),
    ['ar-EG', CHECK.ar],
    ['de-AT', CHECK.de],
    ['de_CH', CHECK.de],
    ['EN-gb', CHECK.en],
    ['es-419', CHECK.es],
    ['fr-CA', CHECK.fr],
    ['pt-BR', CHECK.pt],
    ['pt-PT', CHECK.pt],
    ['zh-Hans-CN', CHECK.zh],
    ['tlh', CHECK.en],
    ['no language', CHECK.en],
    ['constructor', CHECK.en],
  ] as const) {
    it(`are loaded by the nearest lang: ${lang}`, async () => {
      await button(`<section lang="${lang}"><rtc-check-button></rtc-check-button></section>`, words);
    });
  }

  it('are offered to people in the languages that there are', () => {
    expect(Object.keys(LANGUAGES).map((tag) => tag.split('-', 1)[0])).to.have.members(Object.keys(CHECK));
  });

  for (const [lang, server, device, connection] of [
    ['en', 'The server reports a problem', 'Camera did not start', 'No connection to a participant'],
    ['de', 'Der Server meldet ein Problem', 'Kamera nicht gestartet', 'Keine Verbindung zu einer'],
    ['es', 'El servidor informa de un problema', 'No se pudo iniciar: cámara', 'Sin conexión con un'],
    ['fr', 'Le serveur signale un problème', 'Échec du démarrage : caméra', 'Pas de connexion avec'],
    ['pt', 'O servidor relatou um problema', 'Não foi possível iniciar: câmera', 'Sem conexão com um'],
    ['ar', 'أبلغ الخادم عن مشكلة', 'تعذّر تشغيل الكاميرا', 'لا يوجد اتصال بأحد المشاركين'],
    ['hi', 'सर्वर ने समस्या बताई है', 'चालू नहीं हुआ: कैमरा', 'एक प्रतिभागी से कनेक्शन नहीं है'],
    ['ja', 'サーバーで問題が発生しました', 'カメラを起動できませんでした', '参加者の 1 人と接続できません'],
    ['zh', '服务器出现问题', '摄像头无法启动', '无法连接某位参与者'],
  ] as const) {
    it(`say whose error it is where they do not know its code (${lang})`, async () => {
      const words = await wordsIn(lang);
      // As a later version of the server might send them, and as nobody should.
      for (const code of ['knocking', 'constructor', '__proto__', 'toString', '']) {
        const title = (subject?: string): string =>
          words.error(new RtcError(code, 'new', subject === undefined ? {} : { subject }))[0];
        expect(title()).to.equal(server);
        expect(title('camera')).to.equal(device);
        expect(title('a-participant')).to.contain(connection);
        expect(words.error(new RtcError(code, 'new'))[1]).to.match(/\S/);
      }
    });

    it(`have a title and advice for every error of the server (${lang})`, async () => {
      const words = await wordsIn(lang);
      const [english] = (await wordsIn('en')).error(new RtcError('room-full', ''));
      for (const code of ERROR_CODES) {
        const said = words.error(new RtcError(code, 'text of the server'));
        for (const text of said) expect(text).to.match(/\p{L}/u).and.not.contain('text of the server');
      }
      const [title] = words.error(new RtcError('room-full', ''));
      if (lang !== 'en') expect(title).not.to.equal(english);
    });
  }

  it('are the words of the classic tutorial in Chinese', async () => {
    const words = await wordsIn('zh');
    expect(words.term('turnCameraOn')).to.equal('打开摄像头');
    expect(words.term('leave')).to.equal('断开远程连接');
    expect(words.term('joining')).to.contain('建立远程连接');
    expect(words.term('takePhoto')).to.equal('拍照');
  });

  it('give dates and numbers in their language', async () => {
    const day = new Date(2026, 10, 27);
    for (const [lang, date, number] of [
      ['en-gb', '27 November 2026', '1,234.5'],
      ['de', '27. November 2026', '1.234,5'],
      ['ja', '2026年11月27日', '1,234.5'],
    ] as const) {
      const words = await wordsIn(lang);
      expect(words.date(day, { dateStyle: 'long' })).to.equal(date);
      expect(words.number(1234.5)).to.equal(number);
    }
    // Nothing is half in English, and half in a language without words.
    const none = await button('<rtc-check-button lang="tlh"></rtc-check-button>', CHECK.en);
    expect(new Localize(none).lang()).to.equal('en');
  });
});

describe('setWords', () => {
  it('changes words in a region, whether or not its language is loaded', async () => {
    setWords('de-LI', { checkConnection: 'Leitung prüfen' });
    await button('<rtc-check-button lang="de-LI"></rtc-check-button>', 'Leitung prüfen');
    await button('<rtc-check-button lang="de-LU"></rtc-check-button>', CHECK.de);
    expect((await wordsIn('de-li')).term('leave')).to.equal('Anruf verlassen');
  });

  it('changes what is on the screen', async () => {
    const element = await button('<rtc-check-button lang="fr"></rtc-check-button>', CHECK.fr);
    setWords('fr', { checkConnection: 'Vérifier' });
    await waitUntil(() => textOf(element) === 'Vérifier', 'still the old words');
    // Other calls add to the same words.
    setWords('fr', { leave: 'Raccrocher' });
    expect(textOf(element)).to.equal('Vérifier');
    setWords('fr', { checkConnection: CHECK.fr });
    await waitUntil(() => textOf(element) === CHECK.fr, 'still the new words');
  });

  it('adds a language, with English where it has no words', async () => {
    const element = await button('<rtc-check-button lang="he"></rtc-check-button>', CHECK.en);
    setWords('he', { direction: 'rtl', checkConnection: 'בדיקת החיבור' });
    await waitUntil(() => textOf(element) === 'בדיקת החיבור', 'still in English');
    expect(element.dir).to.equal('rtl');
    expect((await wordsIn('he')).term('leave')).to.equal(findWord('en', 'leave'));
  });
});

describe('the direction of the words', () => {
  const direction = (element: Element): string => getComputedStyle(element).direction;

  it('is the one of their script, and goes with it', async () => {
    const element = await button('<rtc-check-button lang="ar"></rtc-check-button>', CHECK.ar);
    expect(direction(element)).to.equal('rtl');
    element.lang = 'en';
    await waitUntil(() => textOf(element) === CHECK.en, 'still in Arabic');
    expect(direction(element)).to.equal('ltr');
    expect(element.hasAttribute('dir')).to.equal(false);
  });

  it('goes with that of anything around it', async () => {
    const element = await button(
      '<section lang="en"><rtc-check-button></rtc-check-button></section>',
      CHECK.en,
    );
    element.parentElement!.lang = 'ar';
    await waitUntil(() => textOf(element) === CHECK.ar, 'still in English');
    expect(direction(element)).to.equal('rtl');
  });

  it('is left to a page that says it', async () => {
    const element = '<rtc-check-button></rtc-check-button>';
    const right = await button(`<section lang="ar" dir="rtl">${element}</section>`, CHECK.ar);
    expect(right.hasAttribute('dir')).to.equal(false);
    expect(direction(right)).to.equal('rtl');
    const left = await button(`<section lang="ar" dir="ltr">${element}</section>`, CHECK.ar);
    expect(direction(left)).to.equal('ltr');
    const own = await button('<rtc-check-button lang="ar" dir="ltr"></rtc-check-button>', CHECK.ar);
    expect(own.dir).to.equal('ltr');
  });

  it('is that of an English part in a page from right to left', async () => {
    const markup = '<section lang="ar" dir="rtl"><rtc-check-button lang="en"></rtc-check-button></section>';
    expect(direction(await button(markup, CHECK.en))).to.equal('ltr');
  });
});
