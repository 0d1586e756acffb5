import { expect } from '@open-wc/testing';
import { Exchange } from '../../../../../src/core/features/verification/exchange.js';
import {
  readMessage,
  type VerificationMessage,
} from '../../../../../src/core/features/verification/verification-messages.js';
import { commitmentTo, randomNonce, wordsFor } from '../../../../../src/core/features/verification/words.js';
import { waitUntil } from '../../../support/wait-until.js';

/** One side of an exchange, with all that it says. */
class Talker {
  readonly said: VerificationMessage[] = [];
  words: readonly string[] | undefined;
  readonly exchange: Exchange;

  constructor(
    self: string,
    other: string,
    own: string,
    theirs: string,
    listen: (message: VerificationMessage) => void = () => undefined,
  ) {
    this.exchange = new Exchange({
      self,
      other,
      fingerprints: { own: [own], theirs: [theirs] },
      send: (message) => {
        this.said.push(message);
        listen(message);
      },
      onWords: (words) => (this.words = words),
    });
  }

  async says(count: number): Promise<VerificationMessage[]> {
    await waitUntil(() => this.said.length >= count, 'says nothing');
    return this.said;
  }
}

/** Lets everything happen that can: a digest is no timer, so two of them in a row come after all that began before. */
async function settle(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await commitmentTo('', '', '');
}

describe('Exchange', () => {
  it('gives both sides the same words, whoever begins', async () => {
    const ann: Talker = new Talker('ann', 'bob', 'A', 'B', (message) => bob.exchange.receive(message));
    const bob: Talker = new Talker('bob', 'ann', 'B', 'A', (message) => ann.exchange.receive(message));
    await waitUntil(() => ann.words && bob.words, 'no words');
    expect(ann.words).to.deep.equal(bob.words);
    expect(ann.words).to.have.length(4);
    for (const { said } of [ann, bob]) {
      expect(said.map(({ type }) => type)).to.deep.equal(['commit', 'commit', 'reveal']);
      expect(said[0], 'the same one again, for a page that ignored the first').to.deep.equal(said[1]);
    }
  });

  it('gives them other ones where somebody hands on all that they say, with certificates of their own', async () => {
    const ann: Talker = new Talker('ann', 'bob', 'A', 'M1', (message) => bob.exchange.receive(message));
    const bob: Talker = new Talker('bob', 'ann', 'B', 'M2', (message) => ann.exchange.receive(message));
    await waitUntil(() => ann.words && bob.words, 'no words');
    expect(ann.words).not.to.deep.equal(bob.words);
  });

  it('has other words every time', async () => {
    const all = new Set<string>();
    for (let i = 0; i < 3; i += 1) {
      const ann: Talker = new Talker('ann', 'bob', 'A', 'B', (message) => bob.exchange.receive(message));
      const bob: Talker = new Talker('bob', 'ann', 'B', 'A', (message) => ann.exchange.receive(message));
      await waitUntil(() => ann.words, 'no words');
      all.add(ann.words?.join() ?? '');
    }
    expect(all.size).to.equal(3);
  });

  describe('with somebody who does not keep to it', () => {
    const nonce = randomNonce();
    let ann: Talker;
    let commitment: string;

    beforeEach(async () => {
      ann = new Talker('ann', 'bob', 'A', 'B');
      commitment = await commitmentTo(nonce, 'bob', 'ann');
    });

    it('shows no nonce before there is a commitment, and takes none', async () => {
      await ann.says(1);
      ann.exchange.receive({ type: 'reveal', nonce });
      await settle();
      expect(ann.said.map(({ type }) => type)).to.deep.equal(['commit']);
      expect(ann.words).to.be.undefined;
      // It did not count.
      ann.exchange.receive({ type: 'commit', commitment });
      ann.exchange.receive({ type: 'reveal', nonce });
      await waitUntil(() => ann.words, 'no words');
    });

    it('refuses a nonce that was not committed to, and every one after it', async () => {
      ann.exchange.receive({ type: 'commit', commitment });
      ann.exchange.receive({ type: 'reveal', nonce: randomNonce() });
      ann.exchange.receive({ type: 'reveal', nonce });
      await ann.says(2);
      await settle();
      expect(ann.words).to.be.undefined;
    });

    it('refuses a second commitment while one is open', async () => {
      const other = randomNonce();
      ann.exchange.receive({ type: 'commit', commitment });
      ann.exchange.receive({ type: 'commit', commitment: await commitmentTo(other, 'bob', 'ann') });
      ann.exchange.receive({ type: 'reveal', nonce: other });
      await ann.says(3);
      await settle();
      expect(ann.words).to.be.undefined;
      expect(ann.said).to.have.length(3);
    });

    it('refuses its own commitment and nonce, sent back', async () => {
      const [mine] = await ann.says(1);
      ann.exchange.receive(mine!);
      const [, , shown] = await ann.says(3);
      ann.exchange.receive(shown!);
      await settle();
      expect(ann.words).to.be.undefined;
    });

    it('keeps its words, whatever comes late or again', async () => {
      ann.exchange.receive({ type: 'commit', commitment });
      ann.exchange.receive({ type: 'reveal', nonce });
      await waitUntil(() => ann.words, 'no words');
      const { words } = ann;
      const [, , reveal] = ann.said;
      expect(reveal).to.have.property('type', 'reveal');
      expect(words).to.deep.equal(
        await wordsFor(
          { id: 'ann', fingerprints: ['A'], nonce: (reveal as { nonce: string }).nonce },
          { id: 'bob', fingerprints: ['B'], nonce },
        ),
      );
      for (let i = 0; i < 3; i += 1) {
        ann.exchange.receive({ type: 'commit', commitment });
        ann.exchange.receive({ type: 'reveal', nonce });
        ann.exchange.receive({ type: 'reveal', nonce: randomNonce() });
      }
      await settle();
      expect(ann.words).to.equal(words);
      expect(ann.said).to.have.length(3);
    });
  });
});

describe('a message about verification', () => {
  const good = 'a0'.repeat(32);

  it('is read, without what does not belong to it', () => {
    expect(readMessage({ type: 'commit', commitment: good, more: 1 })).to.deep.equal({
      type: 'commit',
      commitment: good,
    });
    expect(readMessage({ type: 'reveal', nonce: good })).to.deep.equal({ type: 'reveal', nonce: good });
  });

  it('is nothing where it is malformed', () => {
    const malformed: unknown[] = [
      null,
      0,
      '',
      good,
      [],
      {},
      { type: 'commit' },
      { type: 'commit', commitment: 7 },
      { type: 'commit', commitment: '' },
      { type: 'commit', commitment: good.toUpperCase() },
      { type: 'commit', commitment: `${good}00` },
      { type: 'commit', commitment: `${good}\n` },
      { type: 'commit', commitment: [good] },
      { type: 'commit', nonce: good },
      { type: 'reveal', nonce: 'x'.repeat(64) },
      { type: 'reveal', nonce: 'a'.repeat(60_000) },
      { type: 'constructor', nonce: good },
      { type: '__proto__', commitment: good },
      { type: ['commit'], commitment: good },
    ];
    for (const data of malformed)
      expect(readMessage(data), JSON.stringify(data).slice(0, 80)).to.be.undefined;
  });
});
