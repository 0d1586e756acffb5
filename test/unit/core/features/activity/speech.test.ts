import { expect } from '@open-wc/testing';
import { Speech } from '../../../../../src/core/features/activity/speech.js';
import { Spotlight } from '../../../../../src/core/features/activity/spotlight.js';

describe('Speech', () => {
  const heard = (levels: readonly number[]): boolean[] => {
    const speech = new Speech();
    return levels.map((level) => {
      speech.add(level);
      return speech.speaking;
    });
  };

  it('begins with the first word, and goes on through a pause between words', () => {
    expect(heard([0, 0.6, 0.6, 0, 0, 0.6])).to.deep.equal([false, true, true, true, true, true]);
  });

  it('ends after a second or two of silence', () => {
    const states = heard([0.7, 0.7, ...Array.from({ length: 12 }, () => 0)]);
    expect(states[4]).to.equal(true);
    expect(states.at(-1)).to.equal(false);
  });

  it('does not take a quiet room for speech', () => {
    expect(heard(Array.from({ length: 50 }, () => 0.25))).not.to.include(true);
  });
});

describe('Spotlight', () => {
  let spotlight: Spotlight;

  beforeEach(() => {
    spotlight = new Spotlight();
  });

  const during = (samples: number, loudness: Record<string, number>): (string | undefined)[] =>
    Array.from({ length: samples }, () => {
      spotlight.add(new Map(Object.entries(loudness)));
      return spotlight.speaker;
    });

  it('has nobody before somebody has spoken', () => {
    expect(during(20, { ann: 0, bob: 0 }).at(-1)).to.equal(undefined);
  });

  it('goes to the first who speaks at once, and stays while nobody does', () => {
    expect(during(1, { ann: 0.6, bob: 0 })).to.deep.equal(['ann']);
    expect(new Set(during(100, { ann: 0, bob: 0 }))).to.deep.equal(new Set(['ann']));
  });

  it('is not taken by a word in between', () => {
    during(40, { ann: 0.6, bob: 0 });
    expect(new Set(during(5, { ann: 0.6, bob: 0.7 }))).to.deep.equal(new Set(['ann']));
    expect(new Set(during(40, { ann: 0.6, bob: 0 }))).to.deep.equal(new Set(['ann']));
  });

  it('changes when somebody else goes on speaking, within five seconds', () => {
    during(40, { ann: 0.6, bob: 0 });
    expect(during(25, { ann: 0, bob: 0.6 }).at(-1)).to.equal('bob');
  });

  it('does not flicker between two who speak at the same time', () => {
    during(40, { ann: 0.6, bob: 0.55 });
    const seen = [...during(50, { ann: 0.55, bob: 0.6 }), ...during(50, { ann: 0.6, bob: 0.55 })];
    expect(new Set(seen)).to.deep.equal(new Set(['ann']));
  });

  it('is free when who had it is gone, and goes to who speaks then', () => {
    during(40, { ann: 0.6, bob: 0 });
    expect(during(1, { bob: 0 })).to.deep.equal([undefined]);
    expect(during(1, { bob: 0.6 })).to.deep.equal(['bob']);
  });
});
