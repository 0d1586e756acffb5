import { expect } from '@open-wc/testing';
import { blurAround } from '../../../../../src/core/features/effects/background/blur-around.js';
import { Pace } from '../../../../../src/core/features/effects/pace.js';

describe('Pace', () => {
  it('finds something too slow only after it has been for a while, without a pause', () => {
    let now = 0;
    const pace = new Pace(
      2,
      () => 5000,
      () => now,
    );
    const at = (time: number, load: number): boolean => {
      now = time;
      return pace.isTooSlow(load);
    };
    expect([at(0, 3), at(4999, 3), at(5000, 3)]).to.deep.equal([false, false, true]);
    // A moment in which it was fast enough begins the time anew.
    expect([at(6000, 2), at(7000, 3), at(11_999, 3), at(12_000, 3)]).to.deep.equal([
      false,
      false,
      false,
      true,
    ]);
  });

  it('never does with endless patience', () => {
    let now = 0;
    const pace = new Pace(
      2,
      () => Infinity,
      () => (now += 1e9),
    );
    expect([pace.isTooSlow(99), pace.isTooSlow(99)]).to.deep.equal([false, false]);
  });
});

describe('blurAround', () => {
  const [WIDTH, HEIGHT] = [20, 10];

  /** Black, with a white person in the right half. */
  function scene(): { pixels: Uint8ClampedArray; person: Float32Array } {
    const pixels = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
    const person = new Float32Array(WIDTH * HEIGHT);
    for (let i = 0; i < WIDTH * HEIGHT; i++) {
      const isPerson = i % WIDTH >= WIDTH / 2;
      pixels.fill(isPerson ? 255 : 0, 4 * i, 4 * i + 3);
      person[i] = isPerson ? 1 : 0;
    }
    return { pixels, person };
  }

  it('keeps the colours of the person out of the background', () => {
    const { pixels, person } = scene();
    blurAround(pixels, person, WIDTH, HEIGHT, 3);
    // Right beside the person.
    expect(pixels[4 * (WIDTH / 2 - 1)]).to.be.lessThan(8);
    expect(pixels[3]).to.equal(255);
  });

  it('makes both halves one where there is nobody', () => {
    const { pixels, person } = scene();
    blurAround(pixels, person.fill(0), WIDTH, HEIGHT, 3);
    expect(pixels[4 * (WIDTH / 2 - 1)]).to.be.within(90, 165);
  });
});
