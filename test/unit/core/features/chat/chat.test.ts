import { expect } from '@open-wc/testing';
import { Chat, MAX_TEXT_LENGTH } from '../../../../../src/core/features/chat/index.js';
import type { CallSession } from '../../../../../src/core/index.js';
import { RtcError } from '../../../../../src/core/index.js';
import {
  arrived,
  cleanUp,
  connected,
  countIdleChanges,
  joined,
  linkBetween,
  ODDITIES,
  people,
  renew,
  sayRaw,
} from './support.js';
import { StoppedClock } from '../../../support/stopped-clock.js';
import { waitUntil } from '../../../support/wait-until.js';

const texts = (at: CallSession): string[] => Chat.of(at).messages.map(({ text }) => text);

const reads = (at: CallSession, ...expected: string[]): Promise<void> =>
  waitUntil(
    () => JSON.stringify(texts(at)) === JSON.stringify(expected),
    `instead of ${expected.join()} there is ${texts(at).join()}`,
  );

const codeOf = (action: () => unknown): string | undefined => {
  try {
    action();
  } catch (error) {
    return error instanceof RtcError ? error.code : String(error);
  }
  return undefined;
};

const text = (id: string, said: unknown): object => ({ kind: 'text', id, text: said });

describe('Chat', () => {
  let clock: StoppedClock | undefined;

  afterEach(() => {
    clock?.start();
    clock = undefined;
    cleanUp();
  });

  async function chatting(...names: string[]): Promise<CallSession[]> {
    const all = await people(...names);
    for (const session of all) Chat.of(session);
    return all;
  }

  it('brings what one says to the two others, with name and time, and knows when it is there', async () => {
    const [ann, bob, cleo] = (await chatting('Ann', 'Bob', 'Cleo')) as [
      CallSession,
      CallSession,
      CallSession,
    ];
    const before = Date.now();
    const id = Chat.of(ann).send('  Hello\r\nall  ');
    await Promise.all([reads(bob, 'Hello\nall'), reads(cleo, 'Hello\nall')]);
    const [heard] = Chat.of(bob).messages;
    expect(heard).to.be.frozen;
    expect(heard).to.include({ from: ann.self.id, name: 'Ann', own: false, state: 'delivered' });
    expect(heard?.time).to.be.within(before, Date.now());
    await waitUntil(() => Chat.of(ann).messages[0]?.state === 'delivered', 'not confirmed');
    expect(Chat.of(ann).messages[0]).to.include({ id, from: ann.self.id, name: 'Ann', own: true });
    Chat.of(cleo).send('Hi');
    await Promise.all([ann, bob, cleo].map((session) => reads(session, 'Hello\nall', 'Hi')));
  });

  it('keeps the name that somebody had when they wrote', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    Chat.of(ann).send('one');
    await reads(bob, 'one');
    ann.configure({ name: 'Anna' });
    await waitUntil(() => bob.participants[0]?.name === 'Anna', 'no new name');
    Chat.of(ann).send('two');
    await reads(bob, 'one', 'two');
    expect(Chat.of(bob).messages.map(({ name }) => name)).to.deep.equal(['Ann', 'Anna']);
  });

  it('counts what nobody has read, and shows the count at the session', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    const counts: (number | undefined)[] = [];
    bob.addEventListener('change', () => counts.push(bob.features.chat?.unread));
    Chat.of(ann).send('one');
    Chat.of(ann).send('two');
    await reads(bob, 'one', 'two');
    expect(Chat.of(bob).unread).to.equal(2);
    expect(bob.features.chat?.unread).to.equal(2);
    expect(Chat.of(ann).unread).to.equal(0);
    Chat.of(bob).markRead();
    expect(bob.features.chat?.unread).to.equal(0);
    expect(counts.at(-1)).to.equal(0);
  });

  it('shows a message and the count together, and says nothing at the session but the count', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    const idle = [countIdleChanges(ann), countIdleChanges(bob)];
    const seen: string[] = [];
    Chat.of(bob).addEventListener('change', () =>
      seen.push(`${Chat.of(bob).messages.length} ${Chat.of(bob).unread}`),
    );
    Chat.of(ann).send('one');
    Chat.of(ann).send('two');
    await waitUntil(() => Chat.of(ann).messages[1]?.state === 'delivered', 'not confirmed');
    expect(seen).to.deep.equal(['1 1', '2 2']);
    Chat.of(bob).markRead();
    expect(seen.at(-1)).to.equal('2 0');
    expect(idle).to.deep.equal([{ count: 0 }, { count: 0 }]);
  });

  it('gives who joins late what is said from then on', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    Chat.of(ann).send('before');
    await reads(bob, 'before');
    const cleo = await joined({ room: ann.room, name: 'Cleo' });
    Chat.of(cleo);
    // Still being connected: it waits.
    await waitUntil(() => ann.participants.length === 2, 'nobody comes');
    Chat.of(ann).send('after');
    await reads(cleo, 'after');
    await connected(ann, bob, cleo);
    await waitUntil(() => Chat.of(ann).messages.at(-1)?.state === 'delivered', 'not confirmed');
  });

  it('keeps everything after leaving, until the next join', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    Chat.of(ann).send('hello');
    await reads(bob, 'hello');
    await bob.leave();
    expect(texts(bob)).to.deep.equal(['hello']);
    await bob.join();
    expect(texts(bob)).to.deep.equal([]);
    expect(Chat.of(bob).unread).to.equal(0);
  });

  it('marks what did not reach somebody who left', async () => {
    const [ann, bob] = (await people('Ann', 'Bob')) as [CallSession, CallSession];
    // Bob's page has no chat: nobody confirms anything.
    Chat.of(ann).send('hello');
    expect(Chat.of(ann).messages[0]?.state).to.equal('sending');
    await bob.leave();
    await waitUntil(() => Chat.of(ann).messages[0]?.state === 'undelivered', 'nothing is said');
    expect(Chat.of(ann).messages[0]?.undelivered).to.deep.equal(['Bob']);
  });

  it('brings once what a broken connection swallowed', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    Chat.of(ann).send('one');
    await reads(bob, 'one');
    const control = linkBetween(ann, bob).control;
    // As if the network took it: the browser has it, the other side never will.
    control!.send = () => undefined;
    Chat.of(ann).send('two');
    renew(ann, bob);
    await reads(bob, 'one', 'two');
    await waitUntil(() => Chat.of(ann).messages[1]?.state === 'delivered', 'not confirmed');
    Chat.of(ann).send('three');
    await reads(bob, 'one', 'two', 'three');
  });

  it('says why it cannot send', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    const chat = Chat.of(ann);
    clock = new StoppedClock();
    expect(codeOf(() => chat.send(' \u0000\n '))).to.equal('bad-message');
    expect(codeOf(() => chat.send('x'.repeat(MAX_TEXT_LENGTH + 1)))).to.equal('message-too-large');
    chat.send('\u{1f600}'.repeat(MAX_TEXT_LENGTH / 2));
    for (let n = 0; n < 59; n += 1) chat.send(String(n));
    expect(codeOf(() => chat.send('too many'))).to.equal('rate-limited');
    await bob.leave();
    await waitUntil(() => ann.participants.length === 0, 'still there');
    expect(codeOf(() => chat.send('anybody?'))).to.equal('unknown-participant');
    await ann.leave();
    expect(codeOf(() => chat.send('anybody?'))).to.equal('not-joined');
  });

  it('cleans what others send, and takes it once', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    sayRaw(ann, bob, 'chat', text('1', 'a\u0000\u001b[2J\tb\r\nc\u0085'));
    sayRaw(ann, bob, 'chat', text('1', 'again'));
    sayRaw(ann, bob, 'chat', text('2', '\u0007'));
    sayRaw(ann, bob, 'chat', text('3', 'x'.repeat(MAX_TEXT_LENGTH + 1)));
    sayRaw(ann, bob, 'chat', text('4', 'end'));
    await reads(bob, 'a[2J\tb\nc', 'end');
  });

  it('lets nobody flood it', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    let changes = 0;
    Chat.of(bob).addEventListener('change', () => (changes += 1));
    clock = new StoppedClock();
    for (let n = 0; n < 3000; n += 1) sayRaw(ann, bob, 'chat', text(String(n), 'spam'));
    await arrived(ann, bob);
    Chat.of(bob).send('enough');
    await waitUntil(() => texts(ann).includes('enough'), 'nothing gets through');
    expect(changes).to.be.within(200, 600);
    expect(texts(bob).filter((said) => said === 'spam')).to.have.length(200);
  });

  it('keeps the newest 1,000', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    // Time goes by between the messages, as far as the limit is concerned.
    clock = new StoppedClock();
    for (let n = 0; n < 1010; n += 1) {
      clock.advance(1000);
      sayRaw(ann, bob, 'chat', text(String(n), String(n)));
      if (n % 100 === 0) await waitUntil(() => texts(bob).at(-1) === String(n), 'it does not arrive');
    }
    await waitUntil(() => texts(bob).at(-1) === '1009', 'it does not arrive');
    expect(texts(bob)).to.have.length(1000);
    expect(texts(bob)[0]).to.equal('10');
  });

  it('stays what it is under thousands of malformed messages', async () => {
    const [ann, bob] = (await chatting('Ann', 'Bob')) as [CallSession, CallSession];
    Chat.of(ann).send('before');
    await reads(bob, 'before');
    const kinds = ['text', 'received', 'toString', 'offer', ...ODDITIES];
    for (const kind of kinds) {
      for (const id of ODDITIES) {
        for (const said of ODDITIES) {
          // The longest of them once is enough.
          if (id === said) continue;
          sayRaw(ann, bob, 'chat', { kind, id, text: said });
        }
        sayRaw(ann, bob, 'chat', id);
      }
      await arrived(ann, bob);
    }
    Chat.of(ann).send('after');
    // Data with a fitting form is a message, such as a text under the id `constructor`.
    await waitUntil(() => texts(bob).at(-1) === 'after', 'nothing gets through');
    for (const { id, text: said, from } of Chat.of(bob).messages) {
      expect(id).to.match(/^[\w:-]+$/);
      expect(said).to.be.a('string').with.length.within(1, MAX_TEXT_LENGTH);
      expect(said).to.not.match(/[^\P{Cc}\n\t]/u);
      expect(from).to.equal(ann.self.id);
    }
    await waitUntil(() => Chat.of(ann).messages.every(({ state }) => state === 'delivered'), 'not confirmed');
    expect(Chat.of(ann).messages).to.have.length(2);
  });
});
