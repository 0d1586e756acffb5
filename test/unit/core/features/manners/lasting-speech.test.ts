import { expect } from '@open-wc/testing';
import { LastingSpeech } from '../../../../../src/core/features/manners/lasting-speech.js';

describe('LastingSpeech', () => {
  const feed = (...levels: number[]): boolean[] => {
    const speech = new LastingSpeech();
    return levels.map((level) => speech.add(level));
  };

  it('hears somebody who talks, through the pauses between words', () => {
    expect(feed(0.6, 0.5, 0, 0.7, 0, 0.5, 0.6).at(-1)).to.equal(true);
  });

  it('takes neither a cough nor a soft noise that lasts for speech', () => {
    expect(feed(0.9, 0.9, 0.8, 0.7, 0, 0, 0, 0, 0, 0, 0, 0)).not.to.include(true);
    expect(feed(...Array.from({ length: 50 }, () => 0.3))).not.to.include(true);
  });

  it('forgets what is two seconds ago', () => {
    const cough = [0.9, 0.9, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(feed(...cough, ...cough, ...cough)).not.to.include(true);
  });
});
