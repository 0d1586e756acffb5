import { expect } from '@open-wc/testing';
import { shareOut, type Budget, type Plan } from '../../../../../src/core/features/quality/budget.js';
import { SOURCES, type Source } from '../../../../../src/core/types.js';

const budget = (wishes: Partial<Budget> = {}): Budget => ({
  uplink: 1_200_000,
  others: 1,
  declining: 0,
  sources: new Set<Source>(['microphone', 'camera']),
  height: 720,
  frameRate: 30,
  ...wishes,
});

const total = (plan: Plan): number =>
  SOURCES.reduce((sum, source) => {
    const { active = false, maxBitrate = 0 } = plan[source]?.encoding ?? {};
    return sum + (active ? maxBitrate : 0);
  }, 0);

describe('shareOut', () => {
  const sourceSets: Source[][] = [
    ['microphone'],
    ['microphone', 'camera'],
    ['camera'],
    ['microphone', 'camera', 'screen'],
    ['microphone', 'camera', 'screen', 'screen-audio'],
    ['screen', 'screen-audio'],
    [],
  ];

  it('never plans more than the uplink, whatever is sent to how many', () => {
    for (const uplink of [50_000, 300_000, 1_200_000, 10_000_000]) {
      for (const sources of sourceSets) {
        for (let others = 1; others <= 15; others += 1) {
          for (let declining = 0; declining <= others; declining += 1) {
            const { full, declined } = shareOut(
              budget({ uplink, others, declining, sources: new Set(sources) }),
            );
            const sum = (others - declining) * total(full) + declining * total(declined);
            expect(sum, `${sources.join()} to ${others - declining}+${declining}`).to.be.at.most(uplink);
          }
        }
      }
    }
  });

  it('uses nearly all of it while a camera is sent', () => {
    const { full } = shareOut(budget({ others: 3 }));
    expect(3 * total(full)).to.be.within(1_199_000, 1_200_000);
  });

  it('gives the camera fewer bits and a smaller picture the more are in the call', () => {
    let before: RTCRtpEncodingParameters = { maxBitrate: Infinity, scaleResolutionDownBy: 0 };
    for (let others = 1; others <= 12; others += 1) {
      const encoding = shareOut(budget({ others })).full.camera?.encoding ?? {};
      expect(encoding.maxBitrate).to.be.below(before.maxBitrate ?? 0);
      expect(encoding.scaleResolutionDownBy).to.be.at.least(before.scaleResolutionDownBy ?? 0);
      before = encoding;
    }
    expect(before.scaleResolutionDownBy).to.equal(4);
    expect(before.maxFramerate).to.be.below(30);
  });

  it('never scales a picture up', () => {
    for (const height of [90, 180, 240, 480, 1080]) {
      const { full } = shareOut(budget({ height, uplink: 10_000_000 }));
      expect(full.camera?.encoding.scaleResolutionDownBy).to.be.at.least(1);
    }
  });

  it('gives a shared screen the larger share, and never blurs it', () => {
    const { full } = shareOut(budget({ others: 2, sources: new Set<Source>(SOURCES) }));
    const { camera, screen } = full;
    expect(screen?.encoding.maxBitrate).to.be.above(2 * (camera?.encoding.maxBitrate ?? 0));
    expect(screen).to.have.nested.include({
      'encoding.scaleResolutionDownBy': 1,
      degradationPreference: 'maintain-resolution',
    });
  });

  it('gives what one declines to the others', () => {
    const alone = shareOut(budget({ others: 2 })).full.camera?.encoding.maxBitrate ?? 0;
    const { full, declined } = shareOut(budget({ others: 2, declining: 1 }));
    expect(full.camera?.encoding).to.include({ active: true });
    expect(full.camera?.encoding.maxBitrate).to.be.above(1.9 * alone);
    expect(declined.camera?.encoding).to.include({ active: false });
    expect(declined.microphone?.encoding).to.include({ active: true });
  });
});
