import { expect } from '@open-wc/testing';
import type { SenderSettings } from '../../../../../src/core/features/quality/budget.js';
import { startSharp } from '../../../../../src/core/features/quality/sharp-start.js';

describe('startSharp', () => {
  const camera: SenderSettings = { encoding: { active: true }, degradationPreference: 'maintain-framerate' };
  const first = { ...camera, degradationPreference: 'maintain-resolution' };
  const sender = (): RTCRtpSender => ({}) as RTCRtpSender;

  it('keeps the size of pictures for five seconds after connecting', () => {
    const one = sender();
    expect(startSharp(camera, one, false, 0)).to.deep.equal(first);
    expect(startSharp(camera, one, true, 60_000)).to.deep.equal(first);
    expect(startSharp(camera, one, true, 64_999)).to.deep.equal(first);
    expect(startSharp(camera, one, true, 65_000)).to.equal(camera);
  });

  it('starts once for each sender, also after an interruption', () => {
    const one = sender();
    startSharp(camera, one, true, 0);
    expect(startSharp(camera, one, false, 9000)).to.equal(camera);
    expect(startSharp(camera, one, true, 10_000)).to.equal(camera);
    expect(startSharp(camera, sender(), true, 10_000)).to.deep.equal(first);
  });

  it('leaves alone what has another order, or none', () => {
    const screen: SenderSettings = { encoding: {}, degradationPreference: 'maintain-resolution' };
    const sound: SenderSettings = { encoding: {} };
    expect(startSharp(screen, sender(), true, 0)).to.equal(screen);
    expect(startSharp(sound, sender(), true, 0)).to.equal(sound);
  });
});
