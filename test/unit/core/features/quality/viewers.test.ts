import { expect } from '@open-wc/testing';
import { settle } from '../../../../../src/core/features/quality/viewers.js';

const camera = (width: number, height: number) => ({ camera: { width, height } });

describe('settle', () => {
  it('sends a little more than is seen', () => {
    expect(settle({}, camera(400, 200))).to.deep.equal(camera(420, 210));
    expect(settle({ camera: null }, camera(400, 200))).to.deep.equal(camera(420, 210));
  });

  it('keeps the size while it is large enough, and not much larger', () => {
    const sent = camera(420, 210);
    for (const width of [420, 400, 320]) expect(settle(sent, camera(width, width / 2))).to.deep.equal(sent);
    expect(settle(sent, camera(421, 210))).to.deep.equal(camera(421 * 1.05, 210 * 1.05));
    expect(settle(sent, camera(200, 100))).to.deep.equal(camera(210, 105));
  });

  it('sends nothing of what is not seen, and all of what nothing is said of', () => {
    expect(settle(camera(420, 210), { camera: null })).to.deep.equal({ camera: null });
    expect(settle({ ...camera(420, 210), screen: null }, {})).to.deep.equal({});
  });
});
