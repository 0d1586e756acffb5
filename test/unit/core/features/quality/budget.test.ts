import { expect } from '@open-wc/testing';
import { pour, shareOut, type Budget, type Plan } from '../../../../../src/core/features/quality/budget.js';
import { SOURCES, type Source } from '../../../../../src/core/types.js';
import type { Views } from '../../../../../src/core/viewing/view.js';

/** Number of the others, and of those among them who do not want the camera. */
interface Others {
  readonly others: number;
  readonly declining: number;
}

const budget = ({
  others = 1,
  declining = 0,
  height = 720,
  ...wishes
}: Partial<Budget & Others> & { readonly height?: number } = {}): Budget => ({
  uplink: 1_200_000,
  viewers: Array.from({ length: others }, (_, i) => (i < others - declining ? {} : { camera: null })),
  sources: new Set<Source>(['microphone', 'camera']),
  captured: { camera: { width: (height * 16) / 9, height }, screen: { width: 1920, height: 1080 } },
  frameRate: 30,
  ...wishes,
});

/** Plans for those who want the camera, and for those who do not: the same for all of them. */
function plansFor(wishes: Parameters<typeof budget>[0]): { readonly full: Plan; readonly declined: Plan } {
  const plans = shareOut(budget(wishes));
  return { full: plans[0] ?? {}, declined: plans.at(-1) ?? {} };
}

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
            const plans = shareOut(budget({ uplink, others, declining, sources: new Set(sources) }));
            const sum = plans.reduce((all, plan) => all + total(plan), 0);
            expect(sum, `${sources.join()} to ${others - declining}+${declining}`).to.be.at.most(uplink);
          }
        }
      }
    }
  });

  it('uses nearly all of it while a camera is sent', () => {
    const { full } = plansFor({ others: 3 });
    expect(3 * total(full)).to.be.within(1_199_000, 1_200_000);
  });

  it('gives the camera fewer bits and a smaller picture the more are in the call', () => {
    let before: RTCRtpEncodingParameters = { maxBitrate: Infinity, scaleResolutionDownBy: 0 };
    for (let others = 1; others <= 12; others += 1) {
      const encoding = plansFor({ others }).full.camera?.encoding ?? {};
      expect(encoding.maxBitrate).to.be.below(before.maxBitrate ?? 0);
      expect(encoding.scaleResolutionDownBy).to.be.at.least(before.scaleResolutionDownBy ?? 0);
      before = encoding;
    }
    expect(before.scaleResolutionDownBy).to.equal(4);
    expect(before.maxFramerate).to.be.below(30);
  });

  it('never scales a picture up', () => {
    for (const height of [90, 180, 240, 480, 1080]) {
      const { full } = plansFor({ height, uplink: 10_000_000 });
      expect(full.camera?.encoding.scaleResolutionDownBy).to.be.at.least(1);
    }
  });

  it('gives a shared screen the larger share, and never blurs it', () => {
    const { full } = plansFor({ others: 2, sources: new Set<Source>(SOURCES) });
    const { camera, screen } = full;
    expect(screen?.encoding.maxBitrate).to.be.above(2 * (camera?.encoding.maxBitrate ?? 0));
    expect(screen).to.have.nested.include({
      'encoding.scaleResolutionDownBy': 1,
      degradationPreference: 'maintain-resolution',
    });
  });

  it('gives what one declines to the others', () => {
    const alone = plansFor({ others: 2 }).full.camera?.encoding.maxBitrate ?? 0;
    const { full, declined } = plansFor({ others: 2, declining: 1 });
    expect(full.camera?.encoding).to.include({ active: true });
    expect(full.camera?.encoding.maxBitrate).to.be.above(1.9 * alone);
    expect(declined.camera?.encoding).to.include({ active: false });
    expect(declined.microphone?.encoding).to.include({ active: true });
  });

  describe('for somebody who says what they see', () => {
    const camera = (views: Views, wishes: Parameters<typeof budget>[0] = {}): RTCRtpEncodingParameters =>
      shareOut(budget({ uplink: 8_000_000, viewers: [views], ...wishes }))[0]?.camera?.encoding ?? {};

    it('sends a picture of that size, and no bits that it cannot use', () => {
      const small = camera({ camera: { width: 320, height: 180 } });
      expect(small).to.include({ active: true, scaleResolutionDownBy: 4, maxFramerate: 30 });
      expect(small.maxBitrate).to.be.at.most(300_000);
      const large = camera({ camera: { width: 1280, height: 720 } });
      expect(large.scaleResolutionDownBy).to.equal(1);
      expect(large.maxBitrate).to.be.above(2_000_000);
    });

    it('begins with a small picture where many encoders would start at once', () => {
      const scale = (others: number): number | undefined =>
        shareOut(budget({ uplink: 12_000_000, viewers: Array.from({ length: others }, () => undefined) }))[0]
          ?.camera?.encoding.scaleResolutionDownBy;
      expect([1, 2, 3, 5].map(scale)).to.deep.equal([1, 1, 4, 4]);
    });

    it('sends small pictures half as often where there are many encoders', () => {
      const [small, large] = [
        { width: 480, height: 270 },
        { width: 960, height: 540 },
      ];
      const rates = (
        viewers: readonly { readonly width: number; readonly height: number }[],
      ): (number | undefined)[] =>
        shareOut(budget({ uplink: 12_000_000, viewers: viewers.map((view) => ({ camera: view })) })).map(
          ({ camera }) => camera?.encoding.maxFramerate,
        );
      expect(rates([small, large])).to.deep.equal([30, 30]);
      expect(rates([small, small, large])).to.deep.equal([15, 15, 30]);
    });

    it('sends fewer pictures to those whose pictures have just begun', () => {
      const plans = shareOut(budget({ others: 3, frameRate: 15, firstRates: [5, Infinity] }));
      expect(plans.map(({ camera }) => camera?.encoding.maxFramerate)).to.deep.equal([5, 15, 15]);
    });

    it('fills the view in both directions, whichever way the picture is turned', () => {
      expect(camera({ camera: { width: 640, height: 180 } }).scaleResolutionDownBy).to.equal(2);
      expect(camera({ camera: { width: 180, height: 320 } }).scaleResolutionDownBy).to.equal(4);
    });

    it('never sends more than is captured, or than the uplink affords', () => {
      expect(camera({ camera: { width: 3840, height: 2160 } }).scaleResolutionDownBy).to.equal(1);
      const narrow = camera({ camera: { width: 1280, height: 720 } }, { uplink: 300_000 });
      expect(narrow.scaleResolutionDownBy).to.equal(2);
      expect(narrow.maxBitrate).to.be.at.most(300_000);
    });

    it('sends nothing of what they do not see, and all the sound', () => {
      const [plan] = shareOut(
        budget({ viewers: [{ camera: null, screen: null }], sources: new Set<Source>(SOURCES) }),
      );
      expect(plan?.camera?.encoding.active).to.equal(false);
      expect(plan?.screen?.encoding.active).to.equal(false);
      expect(plan?.microphone?.encoding.active).to.equal(true);
      expect(plan?.['screen-audio']?.encoding.active).to.equal(true);
    });

    it('gives the bits that small tiles leave to the large one', () => {
      const size = { width: 160, height: 90 };
      const viewers: Views[] = [
        { camera: { width: 1280, height: 720 } },
        ...Array<Views>(4).fill({ camera: size }),
      ];
      const plans = shareOut(budget({ uplink: 4_000_000, viewers }));
      const bitrates = plans.map(({ camera }) => camera?.encoding.maxBitrate ?? 0);
      expect(bitrates[0]).to.be.above(2_000_000);
      expect(Math.max(...bitrates.slice(1))).to.be.at.most(300_000);
      expect(plans[0]?.camera?.encoding.scaleResolutionDownBy).to.equal(1);
      expect(plans[1]?.camera?.encoding).to.include({ scaleResolutionDownBy: 8, maxFramerate: 15 });
    });

    it('makes the picture smaller still where the device cannot encode more', () => {
      const wishes = { shrink: 0.5, frameRate: 10 };
      expect(camera({ camera: { width: 640, height: 360 } }, wishes)).to.include({
        scaleResolutionDownBy: 4,
        maxFramerate: 10,
      });
      expect(camera({}, { ...wishes, others: 2 }).scaleResolutionDownBy).to.equal(2);
    });

    it('sends a screen in the size of its tile', () => {
      const [plan] = shareOut(
        budget({ viewers: [{ screen: { width: 480, height: 270 } }], sources: new Set<Source>(['screen']) }),
      );
      expect(plan?.screen?.encoding.scaleResolutionDownBy).to.equal(4);
    });
  });
});

describe('pour', () => {
  it('fills the small ones, and shares the rest equally', () => {
    expect(pour(100, [10, Infinity, Infinity])).to.deep.equal([10, 45, 45]);
    expect(pour(100, [Infinity, 10, 20, 0])).to.deep.equal([70, 10, 20, 0]);
    expect(pour(90, [50, 50, 50])).to.deep.equal([30, 30, 30]);
    expect(pour(90, [10, 10])).to.deep.equal([10, 10]);
    expect(pour(90, [])).to.deep.equal([]);
  });
});
