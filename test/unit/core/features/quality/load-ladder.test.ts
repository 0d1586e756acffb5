import { expect } from '@open-wc/testing';
import type { DeviceLoad } from '../../../../../src/core/features/quality/device-load.js';
import { LoadLadder } from '../../../../../src/core/features/quality/load-ladder.js';

function look(ladder: LoadLadder, load: DeviceLoad, times: number): void {
  for (let i = 0; i < times; i += 1) ladder.look(load);
}

describe('LoadLadder', () => {
  it('lets size give way first, then the rate, then which pictures move', () => {
    const ladder = new LoadLadder();
    const seen = [ladder.rung];
    for (let i = 0; i < 12; i += 1) {
      look(ladder, 'overloaded', 1);
      if (ladder.rung !== seen.at(-1)) seen.push(ladder.rung);
    }
    expect(seen.map(({ shrink }) => shrink)).to.deep.equal([1, 0.75, 0.5, 0.5, 0.5, 0.5]);
    expect(seen.map(({ frameRate }) => frameRate)).to.deep.equal([Infinity, Infinity, Infinity, 15, 10, 10]);
    expect(seen.map(({ onlySpeakers }) => onlySpeakers)).to.deep.equal([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(seen.map(({ capturesLess }) => capturesLess)).to.deep.equal([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('lets nothing give way for a moment', () => {
    const ladder = new LoadLadder();
    for (let i = 0; i < 20; i += 1) {
      look(ladder, 'overloaded', 1);
      look(ladder, 'busy', 1);
    }
    expect(ladder.isReduced).to.equal(false);
  });

  it('brings back one rung at a time, only while the device is calm', () => {
    const ladder = new LoadLadder();
    look(ladder, 'overloaded', 4);
    expect(ladder.rung.shrink).to.equal(0.5);
    look(ladder, 'busy', 50);
    expect(ladder.rung.shrink).to.equal(0.5);
    look(ladder, 'calm', 6);
    expect(ladder.rung.shrink).to.equal(0.75);
    look(ladder, 'calm', 6);
    expect(ladder.isReduced).to.equal(false);
  });

  it('waits longer each time after it came back in vain, and not for ever', () => {
    const ladder = new LoadLadder();
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      look(ladder, 'overloaded', 2);
      let looks = 0;
      for (; ladder.isReduced; looks += 1) look(ladder, 'calm', 1);
      waits.push(looks);
    }
    expect(waits).to.deep.equal([6, 12, 24, 48, 48, 48]);
  });
});
