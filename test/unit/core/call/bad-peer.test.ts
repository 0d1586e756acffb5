import { expect } from '@open-wc/testing';
import { CallSession } from '../../../../src/core/index.js';
import { BroadcastSignaling } from '../../../../src/core/loopback/index.js';
import { waitUntil } from '../../support/wait-until.js';

describe('CallSession, with a member who sends descriptions that are none', () => {
  it('says so once, however many come', async () => {
    const room = `bad peer ${Math.random()}`;
    const ann = new CallSession({ signaling: 'broadcast:', room });
    ann.media.wanted = { microphone: false, camera: false };
    const errors: string[] = [];
    ann.addEventListener('rtc-error', ({ error }) => errors.push(error.code));
    const mallory = new BroadcastSignaling();
    // The member whose id comes first makes the offers. Ids are drawn: each time anew by both, since hers may be the first of all.
    let id = '';
    mallory.addEventListener('joined', ({ joined }) => (id = joined.self));
    do {
      await Promise.all([mallory.leave(), ann.leave()]);
      await ann.join();
      await mallory.join({ room, name: 'Mallory', instance: 'x' });
    } while (id > ann.self.id);
    await waitUntil(() => ann.getPeer(id), 'not met');
    const link = ann.getPeer(id);
    let refused = 0;
    link?.addEventListener('error', () => (refused += 1));
    for (let epoch = 1; epoch <= 20; epoch += 1) {
      mallory.signal(ann.self.id, {
        kind: 'description',
        epoch,
        offerId: 1,
        description: { type: 'offer', sdp: 'no SDP at all' },
      });
      // One after the other: a connection that is replaced at once never comes to read it.
      await waitUntil(() => refused === epoch, `offer ${epoch} is not refused`);
    }
    expect(errors).to.deep.equal(['negotiation-failed']);
    await mallory.leave();
    ann.dispose();
  });
});
