import { expect } from '@open-wc/testing';
import { CallSession } from '../../../../src/core/index.js';
import { wireName } from '../../../../src/core/call/options.js';
import { initials } from '../../../../src/internal/avatar.js';
import { cutText } from '../../../../src/protocol/index.js';
import { sharedSignalingUrl } from '../../../support/signaling.js';
import { failure } from '../../support/events.js';

const FAMILY = '👨‍👩‍👧';

describe('a name', () => {
  it('is cut between characters', () => {
    for (const character of ['👋', FAMILY, '🇩🇪', 'e\u0301', '👍🏽']) {
      const name = `${'x'.repeat(63)}${character}${character}`;
      expect(wireName(name), character).to.equal('x'.repeat(63));
      const fits = `${'x'.repeat(64 - character.length)}${character}`;
      expect(wireName(`${fits}y`), character).to.equal(fits);
    }
    expect(wireName('王'.repeat(100))).to.equal('王'.repeat(64));
  });

  it('of one endless character is cut all the same, and not in a surrogate pair', () => {
    expect(wireName(`e${'\u0301'.repeat(100)}`)).to.have.length(64);
    expect(wireName(`x${'👋\u200d'.repeat(40)}`)).to.not.match(/\p{Cs}/u);
  });

  it('holds neither halves of characters, nor controls, nor space around it', () => {
    expect(wireName(' A\ud83dnn\udc4b\n')).to.equal('A\ufffdnn\ufffd');
    expect(wireName(`${'x'.repeat(63)}   y`)).to.equal('x'.repeat(63));
  });

  it('is cut at code points where the browser knows no characters', () => {
    const { Segmenter } = Intl;
    Reflect.deleteProperty(Intl, 'Segmenter');
    try {
      expect(cutText('xx👋', 3)).to.equal('xx');
      expect(initials('👋 Wave')).to.equal('👋W');
    } finally {
      Object.assign(Intl, { Segmenter });
    }
  });

  it('is abbreviated by whole characters', () => {
    expect(initials(`${FAMILY}Smith 🇩🇪`)).to.equal(`${FAMILY}🇩🇪`);
    expect(initials('ann of bob')).to.equal('AB');
    expect(initials('')).to.equal('');
  });

  it('arrives whole, whatever it was', async () => {
    const signaling = await sharedSignalingUrl();
    const room = `names ${Math.random()}`;
    const names = [`${'x'.repeat(63)}👋`, 'half \ud83d', 'controls \u0000\u0007'];
    const sessions = names.map((name) => new CallSession({ signaling, room, name }));
    try {
      for (const session of sessions) {
        session.media.wanted = { microphone: false, camera: false };
        await session.join();
      }
      expect(sessions[2]?.participants.map(({ name }) => name)).to.deep.equal([
        'x'.repeat(63),
        'half \ufffd',
      ]);
    } finally {
      for (const session of sessions) session.dispose();
    }
  });

  it('of a room has to be whole: two rooms would become one', async () => {
    const signaling = await sharedSignalingUrl();
    expect(await failure(new CallSession({ signaling, room: 'half \ud83d' }).join())).to.include({
      code: 'invalid-options',
    });
  });
});
