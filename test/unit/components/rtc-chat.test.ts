import { expect, fixture } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { render } from 'lit';
import type { RtcChat } from '../../../src/index.js';
import { Chat } from '../../../src/core/features/chat/index.js';
import { FileTransfers } from '../../../src/core/features/files/index.js';
import type { CallSession } from '../../../src/core/index.js';
import { linkify } from '../../../src/components/rtc-chat/links.js';
import { timeline } from '../../../src/components/rtc-chat/timeline.js';
import '../../../src/index.js';
import { people, joined, cleanUp as endCalls, freshRoom } from '../core/features/chat/support.js';
import { StoppedClock } from '../support/stopped-clock.js';
import { appears, cleanUp, colorScheme, deep, exists, watchListeners } from './support.js';
import { waitUntil } from '../support/wait-until.js';

const all = (element: Element, selector: string): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];

const bubbles = (element: Element): string[] => all(element, '.bubble').map(({ textContent }) => textContent);

const field = (element: Element): HTMLTextAreaElement => deep(element, 'textarea') as HTMLTextAreaElement;

const button = (element: Element, name: string): HTMLButtonElement =>
  deep(element, `[part~=${name}-button]`) as HTMLButtonElement;

const shows = (element: Element, ...texts: string[]): Promise<void> =>
  waitUntil(() => bubbles(element).join('|') === texts.join('|'), `not ${texts.join('|')}`);

function write(element: Element, text: string): void {
  field(element).value = text;
  field(element).dispatchEvent(new Event('input', { bubbles: true }));
}

describe('<rtc-chat>', () => {
  let ann: CallSession;
  let bob: CallSession;

  afterEach(() => {
    cleanUp();
    endCalls();
  });

  const chat = (style = 'width: 22rem; height: 28rem'): Promise<RtcChat> =>
    fixture<RtcChat>(`<rtc-chat style="${style}"></rtc-chat>`);

  /** The chat of Ann, who is in a call with Bob. */
  async function annsChat(style?: string): Promise<RtcChat> {
    [ann, bob] = (await people('Ann', 'Bob')) as [CallSession, CallSession];
    for (const session of [ann, bob]) {
      Chat.of(session);
      FileTransfers.of(session);
    }
    const element = await chat(style);
    element.session = ann;
    await waitUntil(() => !field(element).readOnly, 'cannot write');
    return element;
  }

  /** Bob offers Ann a file. */
  async function offered(element: RtcChat, text = 'content', name = 'notes.txt'): Promise<HTMLElement> {
    FileTransfers.of(bob).offer(new File([text], name));
    return appears(element, '.file.offered');
  }

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds in every state, ${scheme}`, async () => {
        colorScheme(scheme);
        const alone = await chat();
        await expect(alone).to.be.accessible();
        const element = await annsChat();
        await expect(element).to.be.accessible();
        Chat.of(bob).send('Have a look at https://example.com/ please');
        Chat.of(ann).send('I will, at https://example.org/');
        await waitUntil(() => bubbles(element).length === 2, 'no messages');
        await offered(element);
        FileTransfers.of(ann).offer(new File(['x'], 'mine.txt'));
        await appears(element, '.own .file');
        await expect(element).to.be.accessible();
        button(element, 'accept').click();
        await appears(element, '[part~=save-button]');
        await expect(element).to.be.accessible();
        await bob.leave();
        await waitUntil(() => field(element).readOnly, 'still somebody');
        await appears(element, '.own .file.failed');
        await expect(element).to.be.accessible();
      });
    }

    it('announces messages of others, and not those of this participant', async () => {
      const element = await annsChat();
      const said = deep(element, '[aria-live=polite]');
      expect(deep(element, '.log').getAttribute('aria-live')).to.equal('off');
      Chat.of(ann).send('mine');
      await shows(element, 'mine');
      expect(said.textContent).to.equal('');
      Chat.of(bob).send('his');
      await shows(element, 'mine', 'his');
      expect(said.textContent).to.equal('\u2068Bob\u2069: his');
      await offered(element);
      expect(said.textContent).to.equal('\u2068Bob\u2069 wants to send you \u2068notes.txt\u2069');
    });

    it('announces the same words again', async () => {
      const element = await annsChat();
      const said = deep(element, '[aria-live=polite]');
      Chat.of(bob).send('ok');
      await shows(element, 'ok');
      const before = said.firstElementChild;
      Chat.of(bob).send('ok');
      await shows(element, 'ok', 'ok');
      expect(said.textContent).to.equal('\u2068Bob\u2069: ok');
      // A screen reader is told of what changes.
      expect(said.firstElementChild).to.not.equal(before);
    });

    it('does not announce older messages', async () => {
      await annsChat();
      Chat.of(bob).send('old');
      await waitUntil(() => Chat.of(ann).messages.length === 1, 'no message');
      const late = await chat();
      late.session = ann;
      await shows(late, 'old');
      expect(deep(late, '[aria-live=polite]').textContent).to.equal('');
    });
  });

  describe('messages', () => {
    it('are sent by Enter, with Shift a new line', async () => {
      const element = await annsChat();
      element.focus();
      expect(button(element, 'send').disabled).to.equal(true);
      await sendKeys({ type: 'one' });
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Shift' });
      await sendKeys({ type: 'two' });
      await element.updateComplete;
      expect(button(element, 'send').disabled).to.equal(false);
      await sendKeys({ press: 'Enter' });
      await shows(element, 'one\ntwo');
      expect(field(element).value).to.equal('');
      expect(element.shadowRoot?.activeElement).to.equal(field(element));
      await waitUntil(() => Chat.of(bob).messages[0]?.text === 'one\ntwo', 'not sent');
      expect(getComputedStyle(deep(element, '.bubble')).whiteSpaceCollapse).to.equal('preserve');
    });

    it('are sent by the button', async () => {
      const element = await annsChat();
      write(element, 'hello');
      await element.updateComplete;
      button(element, 'send').click();
      await shows(element, 'hello');
    });

    it('are not sent by the Enter that chooses a word of an input method', async () => {
      const element = await annsChat();
      write(element, 'にほん');
      for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
        field(element).dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...composing }),
        );
      }
      await element.updateComplete;
      expect(Chat.of(ann).messages).to.deep.equal([]);
      expect(field(element).value).to.equal('にほん');
    });

    it('say who wrote them and when, once for what belongs together', async () => {
      const element = await annsChat();
      Chat.of(bob).send('one');
      Chat.of(bob).send('two');
      await shows(element, 'one', 'two');
      expect(all(element, '.head')).to.have.length(1);
      expect(deep(element, '.sender').textContent.trim()).to.equal('Bob');
      const time = deep(element, 'time') as HTMLTimeElement;
      expect(Date.parse(time.dateTime)).to.equal(Chat.of(ann).messages[0]?.time);
      Chat.of(ann).send('three');
      await shows(element, 'one', 'two', 'three');
      expect(all(element, '.head')).to.have.length(2);
      expect(all(element, '.own .bubble').map(({ textContent }) => textContent)).to.deep.equal(['three']);
    });

    it('show whom they did not reach', async () => {
      const element = await annsChat();
      Object.defineProperty(ann.getPeer(bob.self.id)?.control, 'send', { value: () => undefined });
      Chat.of(ann).send('lost');
      await bob.leave();
      const note = await appears(element, '[part~=undelivered]');
      expect(note.textContent.trim()).to.equal('Not delivered to \u2068Bob\u2069');
    });

    it('are too long before they are sent', async () => {
      const element = await annsChat();
      write(element, 'x'.repeat(4003));
      await element.updateComplete;
      expect(button(element, 'send').disabled).to.equal(true);
      expect(deep(element, '[part~=composer-hint]').textContent.trim()).to.equal('Too long by 3 characters.');
      await sendKeys({ press: 'Enter' });
      expect(Chat.of(ann).messages).to.deep.equal([]);
    });

    it('say that they are too many, and stay in the field', async () => {
      const element = await annsChat();
      // Four more may be sent each second.
      const clock = new StoppedClock();
      for (let n = 0; n < 60; n += 1) Chat.of(ann).send(String(n));
      write(element, 'one more');
      await element.updateComplete;
      button(element, 'send').click();
      clock.start();
      await element.updateComplete;
      expect(deep(element, '[part~=composer-hint]').textContent).to.contain('Too many messages');
      expect(field(element).value).to.equal('one more');
    });

    it('wait for somebody to read them', async () => {
      const element = await chat();
      const hint = (): string => deep(element, '[part~=composer-hint]').textContent.trim();
      expect(field(element).readOnly).to.equal(true);
      expect(hint()).to.equal('Join the call to chat.');
      const room = freshRoom();
      element.session = await joined({ room });
      await waitUntil(() => hint() === 'Nobody else is here yet.', hint());
      expect(field(element).readOnly).to.equal(true);
      await joined({ room });
      await waitUntil(() => !field(element).readOnly, 'nobody is there');
      expect(hint()).to.equal('');
    });
  });

  describe('foreign text', () => {
    it('is never markup', async () => {
      const element = await annsChat();
      const evil = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
      bob.configure({ name: '<b>Bob</b>' });
      await waitUntil(() => ann.participants[0]?.name === '<b>Bob</b>', 'no name');
      Chat.of(bob).send(evil);
      await shows(element, evil);
      await offered(element, 'x', '<i>x<i>.svg');
      expect(all(element, 'img, script, b, i')).to.deep.equal([]);
      expect(window).not.to.have.property('pwned');
    });

    it('has links to the web and to mail only, safe ones', async () => {
      const element = await annsChat();
      Chat.of(bob).send(
        [
          'see https://example.com/a(b)?c=d, (http://example.org/x) and mailto:ann@example.com.',
          'javascript:alert(1) data:text/html,<script> vbscript:x file:///etc/passwd xhttps://no.example',
          'https://good.example@evil.example/ https:// HTTPS://EXAMPLE.NET。然后',
          'https://ex\u0430mple.com/ https://evil.example/\u202egpj.exe',
        ].join('\n'),
      );
      await waitUntil(() => all(element, 'a').length > 0, 'no links');
      const links = all(element, 'a') as HTMLAnchorElement[];
      expect(links.map(({ href }) => href)).to.deep.equal([
        'https://example.com/a(b)?c=d',
        'http://example.org/x',
        'mailto:ann@example.com',
        'https://example.net/',
        'https://xn--exmple-4nf.com/',
        'https://evil.example/',
      ]);
      for (const { rel, target } of links) {
        expect(rel).to.equal('noopener noreferrer nofollow');
        expect(target).to.equal('_blank');
      }
      // An address that only looks like another one shows its true form.
      expect(links.map(({ textContent }) => textContent)).to.include('https://xn--exmple-4nf.com/');
      expect(bubbles(element)[0]).to.contain('(http://example.org/x) and mailto:ann@example.com.');
    });

    it('is searched for links to its end, whatever it contains', () => {
      const place = document.createElement('p');
      for (const part of ['https://', 'https://a', 'mailto:', 'https://(', 'a.', 'http://a).,;:!?']) {
        // An expression that tries every way to match would never come to an end.
        const text = part.repeat(4000 / part.length);
        render(linkify(text), place);
        expect(place.textContent).to.equal(text);
      }
    });
  });

  describe('files', () => {
    it('are accepted, and can be saved as bytes only', async () => {
      const element = await annsChat();
      const card = await offered(element, '<script>alert(1)</script>', 'page.html');
      expect(card.textContent).to.contain('page.html').and.to.contain('25 bytes');
      expect(exists(element, '[part~=save-button]')).to.equal(false);
      button(element, 'accept').focus();
      button(element, 'accept').click();
      const save = await appears(element, '[part~=save-button]');
      expect(save.getAttribute('aria-label')).to.equal('Save \u2068page.html\u2069');
      expect(deep(element, '.file-status').textContent).to.equal('Received');
      // The focus did not get lost with the button that went.
      expect(element.shadowRoot?.activeElement).to.not.equal(null);
      let saved: { readonly href: string; readonly download: string } | undefined;
      const original = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        saved = { href: this.href, download: this.download };
      };
      save.click();
      HTMLAnchorElement.prototype.click = original;
      expect(saved?.download).to.equal('page.html');
      const blob = await (await fetch(saved?.href ?? '')).blob();
      expect(blob.type).to.equal('application/octet-stream');
      expect(await blob.text()).to.equal('<script>alert(1)</script>');
      // Nothing of it stays behind.
      element.remove();
      expect(await fetch(saved?.href ?? '').catch(() => 'gone')).to.equal('gone');
    });

    it('are declined and cancelled', async () => {
      const element = await annsChat();
      await offered(element);
      // The second click of a double click is meant for a button that was there before.
      button(element, 'decline').dispatchEvent(new MouseEvent('click', { detail: 2 }));
      expect(FileTransfers.of(ann).transfers[0]?.state).to.equal('offered');
      button(element, 'decline').click();
      await appears(element, '.file.declined');
      FileTransfers.of(ann).offer(new File(['x'], 'mine.txt'));
      await appears(element, '.own .file.offered');
      expect(deep(element, '.own .file-status').textContent).to.equal(
        'Waiting for \u2068Bob\u2069 to accept',
      );
      button(element, 'cancel').click();
      await appears(element, '.own .file.cancelled');
    });

    it('show their progress', async () => {
      const element = await annsChat();
      FileTransfers.of(ann).offer(new File([new Uint8Array(12 * 1024 * 1024)], 'big.bin'));
      const find = () => FileTransfers.of(bob).transfers[0];
      await waitUntil(find, 'not offered');
      // Seen at every change: the whole file may have gone between two looks.
      let wasShown = false;
      const observer = new MutationObserver(() => {
        const bar = element.shadowRoot?.querySelector('progress');
        if (!bar || bar.value === 0) return;
        expect(bar.getAttribute('aria-label')).to.contain('big.bin');
        wasShown ||= /\d+%/.test(deep(element, '.file-status').textContent);
      });
      const everything = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(element.shadowRoot!, everything);
      FileTransfers.of(bob).accept(find()?.id ?? '');
      await appears(element, '.own .file.done');
      observer.disconnect();
      expect(wasShown).to.equal(true);
    });

    it('are chosen, pasted and dropped', async () => {
      const element = await annsChat();
      const transfer = (name: string): DataTransfer => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], name));
        return data;
      };
      const input = deep(element, 'input[type=file]') as HTMLInputElement;
      let asked = 0;
      input.addEventListener('click', (event) => {
        event.preventDefault();
        asked += 1;
      });
      button(element, 'attach').click();
      expect(asked).to.equal(1);
      input.files = transfer('chosen.txt').files;
      input.dispatchEvent(new Event('change'));
      const paste = { clipboardData: transfer('pasted.txt'), bubbles: true, cancelable: true };
      field(element).dispatchEvent(new ClipboardEvent('paste', paste));
      const drag = { dataTransfer: transfer('dropped.txt'), bubbles: true, cancelable: true };
      const log = deep(element, '.log');
      log.dispatchEvent(new DragEvent('dragover', drag));
      await appears(element, '[part~=drop]');
      expect(element.matches(':state(dragging)')).to.equal(true);
      log.dispatchEvent(new DragEvent('drop', drag));
      await waitUntil(() => !exists(element, '[part~=drop]'), 'the hint stays');
      await waitUntil(() => FileTransfers.of(bob).transfers.length === 3, 'not offered');
      expect(FileTransfers.of(bob).transfers.map(({ name }) => name)).to.deep.equal([
        'chosen.txt',
        'pasted.txt',
        'dropped.txt',
      ]);
      log.dispatchEvent(new DragEvent('dragover', drag));
      await appears(element, '[part~=drop]');
      log.dispatchEvent(new DragEvent('dragleave', { relatedTarget: document.body, bubbles: true }));
      await waitUntil(() => !exists(element, '[part~=drop]'), 'the hint stays');
    });

    it('that are too large are not offered', async () => {
      const element = await annsChat();
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'huge.iso'));
      const size = Object.getOwnPropertyDescriptor(Blob.prototype, 'size');
      Object.defineProperty(Blob.prototype, 'size', { configurable: true, get: () => 2 ** 31 });
      const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      field(element).dispatchEvent(paste);
      Object.defineProperty(Blob.prototype, 'size', size!);
      await element.updateComplete;
      expect(deep(element, '[part~=composer-hint]').textContent.trim()).to.equal(
        '\u2068huge.iso\u2069 is larger than 1 GB.',
      );
      expect(FileTransfers.of(ann).transfers).to.deep.equal([]);
    });
  });

  describe('unread', () => {
    it('counts messages and files that nobody has seen', async () => {
      const element = await annsChat('display: none');
      Chat.of(bob).send('psst');
      await waitUntil(() => element.unread === 1, 'not counted');
      await element.updateComplete;
      expect(element.matches(':state(unread)')).to.equal(true);
      element.style.cssText = 'height: 20rem; visibility: hidden';
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      expect(element.unread).to.equal(1);
      element.style.display = 'none';
      await new Promise((resolve) => requestAnimationFrame(resolve));
      element.style.cssText = 'height: 20rem';
      await waitUntil(() => element.unread === 0, 'still counted');
      await element.updateComplete;
      expect(element.matches(':state(unread)')).to.equal(false);
      Chat.of(bob).send('seen');
      await shows(element, 'psst', 'seen');
      await waitUntil(() => element.unread === 0, 'still counted');
    });

    it('waits for the page to be shown', async () => {
      const element = await annsChat();
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      try {
        Chat.of(bob).send('psst');
        await shows(element, 'psst');
        expect(element.unread).to.equal(1);
      } finally {
        Reflect.deleteProperty(document, 'visibilityState');
      }
      document.dispatchEvent(new Event('visibilitychange'));
      expect(element.unread).to.equal(0);
    });
  });

  describe('log', () => {
    it('does not render rows again that have not changed', async () => {
      const element = await annsChat();
      for (let n = 0; n < 10; n += 1) Chat.of(bob).send(`message ${n}`);
      await waitUntil(() => bubbles(element).length === 10, 'no messages');
      let changes = 0;
      const observer = new MutationObserver((records) => (changes += records.length));
      for (const row of all(element, '.message')) {
        observer.observe(row, { childList: true, subtree: true, attributes: true, characterData: true });
      }
      Chat.of(bob).send('one more');
      await waitUntil(() => bubbles(element).length === 11, 'no message');
      expect(changes).to.equal(0);
      observer.disconnect();
    });

    it('brings messages and files into the order of their time', () => {
      const message = { from: 'a', name: 'Ann', text: 'x', own: false, state: 'delivered', undelivered: [] };
      const file = { participant: 'a', participantName: 'Ann', own: false };
      const messages = [1, 4, 400_000].map((time) => ({ ...message, time, id: `m${time}` }));
      const files = [2, 3, 500_000].map((time) => ({ ...file, time, id: `f${time}` }));
      const rows = timeline(messages as never, files as never);
      expect(rows.map(({ key }) => key)).to.deep.equal(['m1', 'f2', 'f3', 'm4', 'm400000', 'f500000']);
      expect(rows.map(({ first }) => first)).to.deep.equal([true, false, false, false, true, false]);
    });
  });

  describe('layout', () => {
    for (const width of [280, 360, 480]) {
      it(`fits into ${width} px, with long words and names`, async () => {
        await setViewport({ width: 800, height: 600 });
        const element = await annsChat(`width: ${width}px; height: 24rem`);
        Chat.of(bob).send('x'.repeat(300));
        await waitUntil(() => bubbles(element).length === 1, 'no message');
        await offered(element, 'x', `${'long-name-'.repeat(15)}.txt`);
        const box = element.getBoundingClientRect();
        for (const part of all(element, '[part]')) {
          const { left, right } = part.getBoundingClientRect();
          expect(left, part.outerHTML).to.be.at.least(box.left - 1);
          expect(right, part.outerHTML).to.be.at.most(box.right + 1);
        }
        const log = deep(element, '.log');
        expect(log.scrollWidth).to.equal(log.clientWidth);
      });
    }
  });

  describe('lifecycle', () => {
    it('keeps what it shows when it is moved, and leaves nothing behind when it is removed', async () => {
      const [one, two] = (await people('Ann', 'Bob')) as [CallSession, CallSession];
      const watch = watchListeners();
      const element = await chat();
      element.session = one;
      Chat.of(two).send('hello');
      await shows(element, 'hello');
      const added = watch.left().length;
      document.body.append(element);
      await element.updateComplete;
      expect(bubbles(element)).to.deep.equal(['hello']);
      expect(watch.left().length).to.equal(added);
      element.remove();
      expect(watch.left().filter((name) => name.startsWith('HTMLDocument'))).to.deep.equal([]);
      watch.stop();
    });

    it('speaks Chinese', async () => {
      const element = await fixture<RtcChat>('<rtc-chat lang="zh-CN"></rtc-chat>');
      await waitUntil(() => field(element).placeholder === '输入消息', 'not Chinese');
      expect(deep(element, '[part~=composer-hint]').textContent.trim()).to.equal('加入通话后即可聊天。');
    });

    it('has an empty field from right to left in Arabic, and what is written as it is', async () => {
      const element = await fixture<RtcChat>('<rtc-chat lang="ar"></rtc-chat>');
      await waitUntil(() => field(element).placeholder === 'اكتب رسالة', 'not Arabic');
      const direction = (): string => getComputedStyle(field(element)).direction;
      expect(direction()).to.equal('rtl');
      field(element).value = 'Hello';
      expect(direction()).to.equal('ltr');
    });
  });
});
