import { expect } from '@open-wc/testing';
import { wordsFor, wordsText, type Side } from '../../../../../src/core/features/verification/words.js';

/** Number of certificates that a server in the middle tries towards each side. */
const CERTIFICATES = 2 ** 17;
const BATCH = 4096;

const side = (id: string, fingerprint: string, nonce: number): Side => ({
  id,
  fingerprints: [`SHA-256 ${fingerprint}`],
  nonce: nonce.toString(16).padStart(64, '0'),
});

/** Input of the hash on Ann's page, with this certificate of the server in the place of Bob's. */
const atAnn = (nonce: number, certificate: string): [Side, Side] => [
  side('ann', 'A', nonce),
  side('bob', certificate, 3),
];

/** Input of the hash on Bob's page. */
const atBob = (nonce: number, certificate: string): [Side, Side] => [
  side('ann', certificate, 4),
  side('bob', 'B', nonce),
];

/** The bytes that become words, for every certificate. */
async function tryAll(sides: (certificate: string) => [Side, Side]): Promise<Uint32Array> {
  const found = new Uint32Array(CERTIFICATES);
  const encoder = new TextEncoder();
  for (let start = 0; start < CERTIFICATES; start += BATCH) {
    const digests = await Promise.all(
      Array.from({ length: BATCH }, (_, i) =>
        crypto.subtle.digest('SHA-256', encoder.encode(wordsText(...sides(String(start + i))))),
      ),
    );
    found.set(
      digests.map((digest) => new DataView(digest).getUint32(0)),
      start,
    );
  }
  return found;
}

/** Pairs of certificates that give Ann and Bob the same words, where they have these nonces. */
async function search(annsNonce: number, bobsNonce: number): Promise<[string, string][]> {
  const ann = await tryAll((certificate) => atAnn(annsNonce, certificate));
  const bob = await tryAll((certificate) => atBob(bobsNonce, certificate));
  const known = new Map(Array.from(ann, (words, i) => [words, i]));
  return Array.from(bob).flatMap((words, i): [string, string][] =>
    known.has(words) ? [[String(known.get(words)), String(i)]] : [],
  );
}

const words = async (sides: [Side, Side]): Promise<string> => (await wordsFor(...sides)).join(' ');

// The nonces are fixed, so that it is the same search in every run.
describe('a server in the middle that tries 2^17 certificates a side', () => {
  it('finds a match where it knows the nonces, and none that it could find before they are shown', async () => {
    const [annsNonce, bobsNonce] = [1, 2];
    const matches = await search(annsNonce, bobsNonce);
    expect(matches, 'without commitments').not.to.be.empty;
    for (const [towardsAnn, towardsBob] of matches) {
      const same = await words(atAnn(annsNonce, towardsAnn));
      expect(await words(atBob(bobsNonce, towardsBob))).to.equal(same);
    }
    // With commitments it has to decide on certificates, and on nonces of its own, before it hears those of Ann and Bob.
    for (const [towardsAnn, towardsBob] of matches) {
      const [shownByAnn, shownByBob] = [5, 6];
      const seen = await words(atAnn(shownByAnn, towardsAnn));
      expect(await words(atBob(shownByBob, towardsBob))).not.to.equal(seen);
    }
  });
});
