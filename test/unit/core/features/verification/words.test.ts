import { expect } from '@open-wc/testing';
import { fingerprintsIn } from '../../../../../src/core/features/verification/fingerprints.js';
import { WORDS } from '../../../../../src/core/features/verification/word-list.js';
import {
  commitmentTo,
  randomNonce,
  wordsFor,
  type Side,
} from '../../../../../src/core/features/verification/words.js';

const ann: Side = { id: 'ann', fingerprints: ['SHA-256 AA:01'], nonce: '01'.repeat(32) };
const bob: Side = { id: 'bob', fingerprints: ['SHA-256 BB:02'], nonce: '02'.repeat(32) };

describe('verification words', () => {
  it('come from a list of 256, each another one, that every version has in this order', async () => {
    expect(new Set(WORDS).size).to.equal(256);
    for (const word of WORDS) expect(word).to.match(/^[a-z]{3,9}$/);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(WORDS.join()));
    expect(new DataView(digest).getUint32(0).toString(16)).to.equal('2f2e2a3b');
  });

  it('are the same from both sides, in every version', async () => {
    const words = await wordsFor(ann, bob);
    expect(words).to.deep.equal(['pudding', 'jigsaw', 'cucumber', 'forest']);
    expect(await wordsFor(bob, ann)).to.deep.equal(words);
  });

  it('are others where anything is', async () => {
    const others: readonly (readonly [Side, Side])[] = [
      [ann, { ...bob, id: 'bop' }],
      [ann, { ...bob, fingerprints: ['SHA-256 BB:03'] }],
      [ann, { ...bob, fingerprints: [...bob.fingerprints, 'SHA-256 BB:03'] }],
      [ann, { ...bob, nonce: '03'.repeat(32) }],
      [ann, { ...bob, fingerprints: ann.fingerprints }],
      [
        { ...ann, fingerprints: bob.fingerprints },
        { ...bob, fingerprints: ann.fingerprints },
      ],
    ];
    const words = [
      await wordsFor(ann, bob),
      ...(await Promise.all(others.map((sides) => wordsFor(...sides)))),
    ];
    expect(new Set(words.map((list) => list.join())).size).to.equal(words.length);
  });
});

describe('a commitment', () => {
  it('is to this nonce, from this side, for that one', async () => {
    const nonce = randomNonce();
    const commitment = await commitmentTo(nonce, 'ann', 'bob');
    expect(commitment).to.match(/^[\da-f]{64}$/);
    const others = [
      await commitmentTo(randomNonce(), 'ann', 'bob'),
      await commitmentTo(nonce, 'bob', 'ann'),
      await commitmentTo(nonce, 'ann', 'cleo'),
    ];
    expect(others).not.to.include(commitment);
  });
});

describe('fingerprints in a description', () => {
  it('are all of them, whatever they look like, each once', () => {
    const sdp = [
      'v=0',
      'a=fingerprint:sha-256 ab:CD:ef',
      'm=audio 9 UDP/TLS/RTP/SAVPF 0',
      'a=fingerprint:SHA-256  AB:cd:EF ',
      'A=FINGERPRINT:sha-1\t01:02',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'a=fingerprint:sha-512 ff',
    ];
    const expected = ['SHA-1 01:02', 'SHA-256 AB:CD:EF', 'SHA-512 FF'];
    for (const end of ['\r\n', '\n', '\r']) {
      expect(fingerprintsIn(sdp.join(end))).to.deep.equal(expected);
      expect(fingerprintsIn(sdp.reverse().join(end))).to.deep.equal(expected);
    }
    expect(fingerprintsIn('v=0')).to.deep.equal([]);
  });
});
