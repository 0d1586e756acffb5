import { expect } from '@open-wc/testing';
import { load } from '../../../src/internal/load.js';
import { failure } from '../support/events.js';
import { part } from '../support/part.js';

describe('load', () => {
  it('shares one request, and what came of it', async () => {
    const chat = part('chat');
    expect(await Promise.all([load(chat), load(chat)])).to.deep.equal(['chat', 'chat']);
    expect(await load(chat)).to.equal('chat');
    expect(chat.state.requests).to.equal(1);
  });

  it('forgets a failure: the next use asks again', async () => {
    const chat = part('chat', false);
    const [one, other] = await Promise.all([failure(load(chat)), failure(load(chat))]);
    expect(one).to.equal(other);
    expect(one.message).to.equal('Failed to fetch chat');
    expect(chat.state.requests).to.equal(1);
    chat.state.there = true;
    expect(await load(chat)).to.equal('chat');
    expect(chat.state.requests).to.equal(2);
  });
});
