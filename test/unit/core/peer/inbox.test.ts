import { expect } from '@open-wc/testing';
import { Inbox } from '../../../../src/core/peer/inbox.js';
import { waitUntil } from '../../support/wait-until.js';

describe('Inbox', () => {
  let received: number[];
  let errors: string[];
  let inbox: Inbox;

  beforeEach(() => {
    [received, errors] = [[], []];
    inbox = new Inbox(
      ({ epoch }) => received.push(epoch),
      ({ code, message }) => errors.push(`${code}: ${message}`),
    );
  });

  const renew = (epoch: number): unknown => ({ kind: 'renew', epoch });
  const heard = (epoch: number): Promise<void> => waitUntil(() => received.includes(epoch), 'not read');

  it('reads what came before it could read, in order, and then at once', async () => {
    for (const epoch of [1, 2, 3]) inbox.take(renew(epoch));
    expect(received).to.deep.equal([]);
    await heard(3);
    expect(received).to.deep.equal([1, 2, 3]);
    inbox.take(renew(4));
    expect(received).to.deep.equal([1, 2, 3, 4]);
  });

  it('keeps no more than a limit while it cannot read', async () => {
    for (let epoch = 0; epoch < 1000; epoch += 1) inbox.take(renew(epoch));
    await heard(255);
    inbox.take(renew(1000));
    expect(received).to.have.length(257);
    expect(received.at(-1)).to.equal(1000);
  });

  it('says what it refuses, and nothing of what a newer page may say', async () => {
    inbox.take({ kind: 'wave', epoch: 1 });
    inbox.take({ kind: 'renew', epoch: 'soon' });
    inbox.take('hello');
    inbox.take(renew(5));
    await heard(5);
    expect(errors).to.have.length(2);
    expect(errors[0]).to.match(/^bad-message: A signal of the other side was refused: epoch: /);
    expect(errors[1]).to.contain('expected an object');
  });
});
