import { expect } from '@open-wc/testing';
import { PeerLink } from '../../../../../src/core/index.js';
import { Messages } from '../../../../../src/core/channels/index.js';
import { answerVerification } from '../../../../../src/core/features/verification/answer.js';
import { Verification } from '../../../../../src/core/features/verification/index.js';
import type { VerificationMessage } from '../../../../../src/core/features/verification/verification-messages.js';
import { VerifiedLink } from '../../../../../src/core/features/verification/verified-link.js';
import { commitmentTo } from '../../../../../src/core/features/verification/words.js';
import { FastClock } from '../../../support/clock.js';
import { waitUntil } from '../../../support/wait-until.js';
import {
  ask,
  cleanUp,
  connect,
  connected,
  honestPair,
  Impostor,
  joinAll,
  member,
  putInTheMiddle,
  reaches,
  stateOf,
  wordsOf,
  type Member,
} from './support.js';

/** The connection with the other one. */
const connectionOf = ({ session }: Member): RTCPeerConnection | undefined =>
  session.getPeer(session.participants[0]?.id ?? '')?.connection;

const fingerprintsOf = (one: Member): string[] => [
  ...new Set(connectionOf(one)?.localDescription?.sdp.match(/a=fingerprint:\S+ \S+/g)),
];

const ownFingerprint = (one: Member): string => fingerprintsOf(one)[0] ?? 'none';

/** Lets everything happen that can: a digest is no timer, so some of them in a row come after all that began before. */
async function settle(): Promise<void> {
  for (let i = 0; i < 8; i += 1) await commitmentTo('', '', '');
}

/** One has asked for words, and both have them. */
async function verifiedPair(): Promise<[Member, Member]> {
  const [ann, bob] = honestPair();
  for (const { session } of [ann, bob]) Verification.of(session);
  await joinAll(ann, bob);
  ask(ann);
  await reaches('ready', ann, bob);
  return [ann, bob];
}

describe('Verification', () => {
  afterEach(cleanUp);

  it('is the same object for a call, and shows nothing before anybody asks', async () => {
    const [ann, bob] = honestPair();
    expect(Verification.of(ann.session)).to.equal(Verification.of(ann.session));
    await joinAll(ann, bob);
    expect(ann.session.features.verification).to.deep.equal({});
    expect(() => Verification.of(ann.session).verify('nobody'))
      .to.throw('nobody')
      .with.property('code', 'unknown-participant');
  });

  it('gives both the same words when one of them asks, and says so', async () => {
    const [ann, bob] = honestPair();
    const verification = Verification.of(ann.session);
    answerVerification(bob.session);
    await joinAll(ann, bob);
    const states: unknown[] = [];
    verification.addEventListener('change', () => states.push(stateOf(ann)));
    // Before there is a connection.
    ask(ann);
    expect(stateOf(ann)).to.equal('pending');
    await reaches('ready', ann, bob);
    expect(wordsOf(ann)).to.have.length(4);
    expect(wordsOf(bob)).to.deep.equal(wordsOf(ann));
    expect(states).to.deep.equal(['pending', 'ready']);
    expect(verification.participants).to.equal(ann.session.features.verification);
    expect(verification.participants).to.be.frozen;
    expect(verification.participants['bob']).to.be.frozen;
    const { participants } = verification;
    ask(ann);
    ask(bob);
    expect(verification.participants, 'asking again changes nothing').to.equal(participants);
  });

  it('gives both the same words when both ask at once', async () => {
    const [ann, bob] = honestPair();
    await joinAll(ann, bob);
    await connected(ann, bob);
    ask(ann);
    ask(bob);
    await reaches('ready', ann, bob);
    expect(wordsOf(bob)).to.deep.equal(wordsOf(ann));
  });

  it('gives them different words where the server stands between them', async () => {
    const [ann, bob] = [member('ann'), member('bob')];
    for (const { session } of [ann, bob]) Verification.of(session);
    await joinAll(ann, bob);
    putInTheMiddle(ann, bob);
    await connected(ann, bob);
    ask(ann);
    await reaches('ready', ann, bob);
    expect(wordsOf(bob)).not.to.deep.equal(wordsOf(ann));
  });

  it('keeps the words through restarts and renewals', async () => {
    const [ann, bob] = await verifiedPair();
    const words = wordsOf(ann);
    const before = connectionOf(ann);
    const fingerprints = fingerprintsOf(ann);
    const offer = before?.localDescription?.sdp;
    ann.session.getPeer('bob')?.restart();
    await waitUntil(
      () => before?.currentLocalDescription?.sdp !== offer && before?.signalingState === 'stable',
      'no restart',
    );
    await connected(ann, bob);
    ann.session.getPeer('bob')?.receive({ kind: 'renew', epoch: Date.now() });
    await waitUntil(() => connectionOf(ann) !== before, 'no renewal');
    await connected(ann, bob);
    for (const one of [ann, bob]) {
      expect(stateOf(one)).to.equal('ready');
      expect(wordsOf(one)).to.deep.equal(words);
    }
    expect(fingerprintsOf(ann)).to.deep.equal(fingerprints);
  });

  it('finishes over a new connection what it has begun over the old one', async () => {
    const [ann, bob] = honestPair();
    for (const { session } of [ann, bob]) Verification.of(session);
    await joinAll(ann, bob);
    await connected(ann, bob);
    ask(ann);
    ann.session.getPeer('bob')?.receive({ kind: 'renew', epoch: Date.now() });
    await reaches('ready', ann, bob);
    expect(wordsOf(bob)).to.deep.equal(wordsOf(ann));
  });

  it('says when somebody takes the place of the other one later, until the person asks again', async () => {
    const [ann, bob] = await verifiedPair();
    const impostor = new Impostor(ann, 'ann');
    ann.session.getPeer('bob')?.receive({ kind: 'renew', epoch: Date.now() });
    await reaches('changed', ann);
    expect(wordsOf(ann)).to.deep.equal([]);
    await waitUntil(() => impostor.link.state === 'connected', 'no impostor');
    // It may ask as often as it likes: no nonce is revealed, and no words take the warning away.
    const answers: (string | ArrayBuffer)[] = [];
    impostor.hear = (frame) => answers.push(frame);
    Messages.of(ann.session).on('app', () => Messages.of(ann.session).send('app', 'the end'));
    for (const digits of ['ab', 'cd']) {
      const data = { type: 'commit', commitment: digits.repeat(32) };
      impostor.queue.send(JSON.stringify({ topic: 'verification', data }));
    }
    await settle();
    impostor.queue.send(JSON.stringify({ topic: 'app', data: 'any more?' }));
    await waitUntil(() => answers.length > 0, 'no answer');
    expect(answers).to.have.length(1);
    expect(answers[0]).to.contain('the end');
    expect(stateOf(ann)).to.equal('changed');
    ask(ann);
    expect(stateOf(ann)).to.equal('pending');
    expect(stateOf(bob)).to.equal('ready');
  });

  it('finds words again after a change that only one of them has seen, once both have asked', async () => {
    const [ann, bob] = await verifiedPair();
    const words = wordsOf(bob);
    const impostor = new Impostor(ann, 'ann');
    ann.session.getPeer('bob')?.receive({ kind: 'renew', epoch: Date.now() });
    await reaches('changed', ann);
    await waitUntil(() => impostor.link.state === 'connected', 'no impostor');
    // While one is being made, no other one is.
    await waitUntil(() => connectionOf(ann)?.connectionState === 'connected', 'no impostor');
    connect(ann, bob);
    ann.session.getPeer('bob')?.receive({ kind: 'renew', epoch: Date.now() });
    await waitUntil(() => connectionOf(ann)?.currentRemoteDescription?.sdp.includes(ownFingerprint(bob)), '');
    await connected(ann, bob);
    expect(stateOf(bob)).to.equal('ready');
    ask(ann);
    await reaches('changed', bob);
    expect(stateOf(ann)).to.equal('pending');
    ask(bob);
    await reaches('ready', ann, bob);
    expect(wordsOf(bob)).to.deep.equal(wordsOf(ann));
    expect(wordsOf(bob)).not.to.deep.equal(words);
  });

  it('says when a restart brings another fingerprint', async () => {
    const [ann, bob] = await verifiedPair();
    const other = `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`;
    bob.server.deliver = (payload) => {
      ann.server.push(JSON.parse(JSON.stringify(payload).replaceAll(/a=fingerprint:\S+ [\dA-F:]+/g, other)));
    };
    ann.session.getPeer('bob')?.restart();
    await reaches('changed', ann);
    expect(stateOf(bob)).to.equal('ready');
  });

  it('says when the other page was loaded again, and asks the new one when the person does', async () => {
    const [ann, bob] = await verifiedPair();
    bob.session.dispose();
    const again = member('bob');
    Verification.of(again.session);
    connect(ann, again);
    ann.server.pushReload();
    await reaches('changed', ann);
    await again.session.join();
    await connected(ann, again);
    // The person at the new page may be the first to ask, and is answered once the other one asks, too.
    ask(again);
    await reaches('pending', again);
    expect(stateOf(ann)).to.equal('changed');
    ask(ann);
    await reaches('ready', ann, again);
    expect(wordsOf(again)).to.deep.equal(wordsOf(ann));
  });

  it('says that a page was loaded again, also where the exchange had not come to an end', async () => {
    const [ann, bob] = honestPair();
    await joinAll(ann, bob);
    ask(ann);
    ann.server.pushReload();
    expect(stateOf(ann)).to.equal('changed');
  });

  it('shows nothing of participants who have left, and says `changed` if they come back in the same call', async () => {
    const [ann] = await verifiedPair();
    ann.server.pushLeave();
    expect(ann.session.features.verification).to.deep.equal({});
    ann.server.pushJoin();
    expect(stateOf(ann)).to.equal('changed');
    await ann.session.leave();
    await ann.session.join();
    expect(ann.session.participants).to.have.length(1);
    expect(ann.session.features.verification, 'another call').to.deep.equal({});
  });

  it('answers a commitment that came before the descriptions were agreed on', async () => {
    const links: [PeerLink, PeerLink] = [
      new PeerLink({ offers: true, configuration: {}, send: (signal) => links[1].receive(signal) }),
      new PeerLink({ offers: false, configuration: {}, send: (signal) => links[0].receive(signal) }),
    ];
    const [ann, bob] = links.map((link, i): VerifiedLink => {
      const ids = i === 0 ? { self: 'ann', other: 'bob' } : { self: 'bob', other: 'ann' };
      const send = (message: VerificationMessage): void => (i === 0 ? bob : ann)?.receive(message);
      return new VerifiedLink({ link, ...ids, changed: false, send, onChange: () => undefined });
    });
    try {
      bob?.receive({ type: 'commit', commitment: 'ab'.repeat(32) });
      expect(bob?.verification).to.be.undefined;
      links[1].start();
      links[0].start();
      await waitUntil(() => ann?.verification && bob?.verification, 'no answer');
    } finally {
      for (const link of links) link.close();
    }
  });

  it('has a place for the message of a participant that comes after many others of theirs', async () => {
    const [ann, bob] = honestPair();
    answerVerification(ann.session);
    await joinAll(ann, bob);
    const messages = Messages.of(bob.session);
    for (let i = 0; i < 40; i += 1) messages.send('verification', 'nothing');
    ask(bob);
    await reaches('ready', ann, bob);
  });

  it('is not answered by a page with an older version, and takes a late answer', async () => {
    const clock = new FastClock(50, /\/verification\//);
    try {
      const [ann, bob] = honestPair();
      await joinAll(ann, bob);
      Messages.of(bob.session);
      ask(ann);
      await reaches('unsupported', ann);
      Verification.of(bob.session);
      await reaches('ready', ann, bob);
      expect(wordsOf(bob)).to.deep.equal(wordsOf(ann));
    } finally {
      clock.stop();
    }
  });

  it('is unsupported in a page that is not secure', async () => {
    const [ann, bob] = honestPair();
    await joinAll(ann, bob);
    await connected(ann, bob);
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    ask(ann);
    Reflect.deleteProperty(crypto, 'subtle');
    expect(stateOf(ann)).to.equal('unsupported');
  });

  it('stays alive on anything, and changes nothing by it', async () => {
    const [ann, bob] = await verifiedPair();
    const { verification } = ann.session.features;
    const heard: unknown[] = [];
    Messages.of(ann.session).on('app', ({ data }) => heard.push(data));
    const hex = 'ab'.repeat(32);
    const hostile: unknown[] = [
      null,
      '',
      [],
      { type: 'commit' },
      { type: 'reveal', nonce: hex },
      { type: 'reveal', nonce: hex.repeat(900) },
      { type: '__proto__' },
    ];
    for (const data of hostile) Messages.of(bob.session).send('verification', data);
    Messages.of(bob.session).send('app', 'the end');
    await waitUntil(() => heard.length === 1, 'not through');
    expect(ann.session.features.verification).to.equal(verification);
    expect(stateOf(bob)).to.equal('ready');
  });

  it('warns of a second commitment, which another page would send', async () => {
    const [ann, bob] = await verifiedPair();
    Messages.of(bob.session).send('verification', { type: 'commit', commitment: 'ab'.repeat(32) });
    await reaches('changed', ann);
    expect(wordsOf(ann)).to.deep.equal([]);
  });
});
