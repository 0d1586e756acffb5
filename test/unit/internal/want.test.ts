import { expect } from '@open-wc/testing';
import { onLoadFailure, retryWanted, want } from '../../../src/internal/want.js';
import { part } from '../support/part.js';

/** After everything that is under way, in which nothing waits for a clock or the network. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

describe('want', () => {
  let done: AbortController;
  let failures: string[];
  let unhandled: string[];

  beforeEach(() => {
    done = new AbortController();
    failures = [];
    unhandled = [];
    onLoadFailure((error) => failures.push(String(error)), done.signal);
    const options = { signal: done.signal };
    addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)), options);
  });

  afterEach(async () => {
    await settled();
    done.abort();
    expect(unhandled).to.deep.equal([]);
  });

  /** Wants a part as an element does that is in the document until the test is over. */
  function wanted(importPart: () => Promise<string>): string[] {
    const got: string[] = [];
    want(importPart, (name) => got.push(name), done.signal);
    return got;
  }

  it('gives a part to everybody who wants it, once it is there', async () => {
    const chat = part('chat');
    const [one, other] = [wanted(chat), wanted(chat)];
    await settled();
    expect([one, other]).to.deep.equal([['chat'], ['chat']]);
    expect(chat.state.requests).to.equal(1);
    expect(wanted(chat)).to.deep.equal([]);
  });

  it('asks once for who wants the same again and again, as a rendering does', async () => {
    const chat = part('chat', false);
    const got: string[] = [];
    const use = (name: string): number => got.push(name);
    for (let i = 0; i < 3; i += 1) {
      want(chat, use, done.signal);
      await settled();
    }
    expect(chat.state.requests).to.equal(1);
    chat.state.there = true;
    retryWanted();
    await settled();
    expect(got).to.deep.equal(['chat']);
  });

  it('asks again when the page returns, and no more once the part is there', async () => {
    const chat = part('chat', false);
    const got = wanted(chat);
    await settled();
    dispatchEvent(new Event('online'));
    await settled();
    expect(chat.state.requests).to.equal(2);
    chat.state.there = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(got).to.deep.equal(['chat']);
    dispatchEvent(new Event('online'));
    await settled();
    expect(chat.state.requests).to.equal(3);
  });

  it('asks again for somebody new, and gives the part to everybody', async () => {
    const chat = part('chat', false);
    const one = wanted(chat);
    await settled();
    chat.state.there = true;
    const other = wanted(chat);
    await settled();
    expect([one, other]).to.deep.equal([['chat'], ['chat']]);
    expect(chat.state.requests).to.equal(2);
  });

  it('gives nothing to who is gone, and asks for nothing that nobody wants any longer', async () => {
    const chat = part('chat', false);
    const gone = new AbortController();
    const got: string[] = [];
    want(chat, (name) => got.push(name), gone.signal);
    await settled();
    chat.state.there = true;
    retryWanted();
    gone.abort();
    await settled();
    expect(got).to.deep.equal([]);
    retryWanted();
    dispatchEvent(new Event('online'));
    want(chat, (name) => got.push(name), gone.signal);
    await settled();
    expect(got).to.deep.equal([]);
    expect(chat.state.requests).to.equal(2);
  });

  it('tells once of all that is missing, and once again of what is missing later', async () => {
    const parts = [part('chat', false), part('photos'), part('languages', false)];
    for (const importPart of parts) wanted(importPart);
    await settled();
    expect(failures).to.deep.equal(['TypeError: Failed to fetch chat']);
    const [chat, , languages] = parts;
    chat!.state.there = true;
    retryWanted();
    await settled();
    wanted(part('keys', false));
    await settled();
    expect(failures).to.have.length(1);
    languages!.state.there = true;
    retryWanted();
    await settled();
    expect(failures).to.have.length(1);
  });

  it('tells again once everything was there, and where a person did something in vain', async () => {
    const chat = part('chat', false);
    wanted(chat);
    await settled();
    retryWanted(false);
    await settled();
    expect(failures).to.have.length(2);
    retryWanted();
    await settled();
    expect(failures).to.have.length(2);
    chat.state.there = true;
    retryWanted();
    await settled();
    wanted(part('keys', false));
    await settled();
    expect(failures).to.deep.equal([
      'TypeError: Failed to fetch chat',
      'TypeError: Failed to fetch chat',
      'TypeError: Failed to fetch keys',
    ]);
  });

  it('tells somebody who comes later of what fails from then on', async () => {
    const chat = part('chat', false);
    wanted(chat);
    await settled();
    const heard: string[] = [];
    onLoadFailure((error) => heard.push(String(error)), done.signal);
    expect(heard).to.deep.equal([]);
    retryWanted();
    await settled();
    expect(heard).to.have.length(1);
    expect(failures).to.have.length(1);
  });
});
