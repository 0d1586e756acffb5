import { expect, fixture } from '@open-wc/testing';
import { RtcInspectorPlots } from '../../../src/components/rtc-inspector/plots-view.js';
import { StatsFeed } from '../../../src/core/call/stats-feed.js';
import { Sampler, type Sample, type StreamSample } from '../../../src/core/features/inspect/index.js';
import { cleanUp, colorScheme, deep, freshRoom, joined } from './support.js';
import { waitUntil } from '../support/wait-until.js';

RtcInspectorPlots.define();

const AT = 1_700_000_000_000;

/** Two minutes of a call in which everything is sent and received. */
function samples(): Sample[] {
  return Array.from({ length: 120 }, (_, i) => {
    const streams = (['microphone', 'camera', 'screen'] as const).flatMap((source, s) =>
      (['sent', 'received'] as const).map((way): StreamSample => {
        const common = { source, way, bitrate: 20_000 * (s + 1) * (i + 1), jitter: 5 + s, loss: 0.01 };
        return source === 'microphone'
          ? { ...common, audioLevel: (i % 10) / 10, codec: 'audio/opus; minptime=10' }
          : {
              ...common,
              width: 640,
              height: 360,
              framesPerSecond: 25,
              limitation: 'cpu',
              codec: 'video/VP8',
            };
      }),
    );
    return { at: AT + i * 1000, roundTripTime: 10 + i, availableBitrate: 3e6, streams };
  });
}

async function shown(properties: Partial<RtcInspectorPlots>, lang = 'en'): Promise<RtcInspectorPlots> {
  const place = await fixture<HTMLElement>(
    `<div lang="${lang}" style="inline-size: 320px"><rtc-inspector-plots></rtc-inspector-plots></div>`,
  );
  const element = place.querySelector<RtcInspectorPlots>('rtc-inspector-plots')!;
  Object.assign(element, properties);
  await element.updateComplete;
  return element;
}

const rows = (element: Element, plot: string): string[][] =>
  Array.from(element.shadowRoot!.querySelectorAll(`table[aria-labelledby=title-${plot}] tbody tr`), (row) =>
    Array.from(row.children, ({ textContent }) => textContent.trim()),
  );

const canvases = (element: Element): HTMLCanvasElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLCanvasElement>('.chart canvas'),
];

/** The lines of the first plot; empty while there are none. */
function drawing(element: Element): string {
  const [canvas] = canvases(element);
  const pixels = canvas?.width
    ? canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data
    : [];
  return pixels.some((value) => value > 0) ? canvas!.toDataURL() : '';
}

const isDrawn = (element: Element): Promise<void> => waitUntil(() => drawing(element), 'nothing is drawn');

describe('<rtc-inspector-plots>', () => {
  afterEach(cleanUp);

  for (const scheme of ['light', 'dark']) {
    it(`is accessible (${scheme})`, async () => {
      colorScheme(scheme);
      const element = await shown({ samples: samples() });
      await isDrawn(element);
      await expect(element).to.be.accessible();
      // A line has three times the contrast that its ground has (WCAG 1.4.11).
      for (const line of element.shadowRoot!.querySelectorAll('.line')) {
        expect(contrast(getComputedStyle(line).color, scheme)).to.be.at.least(3);
      }
    });
  }

  it('says as text what it draws, in two languages', async () => {
    const element = await shown({ samples: samples() });
    expect(rows(element, 'roundTrip')).to.deep.equal([['there and back', '129', '10', '70', '129']]);
    expect(rows(element, 'limitation')[0]).to.deep.equal(['camera, sent', 'processor']);
    expect(rows(element, 'level')[0]).to.deep.equal(['microphone, sent', '90', '0', '45', '90']);
    expect(rows(element, 'freezes')).to.deep.equal([]);
    expect(deep(element, 'dl').textContent).to.contain('video/VP8 · 640 × 360 · limited by the processor');
    const chinese = await shown({ samples: samples() }, 'zh');
    await waitUntil(() => rows(chinese, 'limitation')[0]?.[1] === '处理器', 'not in Chinese');
    expect(rows(chinese, 'limitation')[0]?.[0]).to.equal('摄像头，发送');
    const empty = await shown({});
    expect(empty.shadowRoot!.textContent).to.contain('no numbers yet');
    await expect(empty).to.be.accessible();
  });

  it('shows the numbers of another moment by the slider and at the pointer', async () => {
    const element = await shown({ samples: samples() });
    await isDrawn(element);
    const slider = deep(element, 'input') as HTMLInputElement;
    slider.value = '20';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
    expect(rows(element, 'roundTrip')[0]?.[1]).to.equal('30');
    expect(slider.getAttribute('aria-valuetext')).to.equal(deep(element, 'output').textContent);
    // The line stands where the moment is, on an axis of whole half minutes.
    const start = Math.floor(AT / 30_000) * 30;
    const end = Math.floor((AT + 119_000) / 30_000) * 30 + 30;
    const share = (AT / 1000 + 20 - start) / (end - start);
    const isThere = (): boolean => {
      const [line, ground] = ['.u-cursor-x', '.u-over'].map((one) =>
        deep(element, one).getBoundingClientRect(),
      );
      return Math.abs(line!.right - ground!.left - share * ground!.width) <= 2;
    };
    await waitUntil(isThere, 'the line is elsewhere');
    const over = deep(element, '.u-over');
    const { left, width } = over.getBoundingClientRect();
    over.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: left + width / 4 }));
    await element.updateComplete;
    const pointed = Math.round(start + (end - start) / 4 - AT / 1000) + 10;
    expect(Number(rows(element, 'roundTrip')[0]?.[1])).to.be.within(pointed - 1, pointed + 1);
    deep(element, '.chart').dispatchEvent(new PointerEvent('pointerleave'));
    await element.updateComplete;
    expect(rows(element, 'roundTrip')[0]?.[1]).to.equal('30');
    slider.value = slider.max;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
    expect(deep(element, 'output').textContent).to.equal('now');
  });

  it('is drawn again in another theme and another width', async () => {
    colorScheme('light');
    const element = await shown({ samples: samples() });
    await isDrawn(element);
    const light = drawing(element);
    colorScheme('dark');
    await waitUntil(() => drawing(element) && drawing(element) !== light, 'still in light colours');
    element.parentElement!.style.inlineSize = '250px';
    const fits = (): boolean =>
      canvases(element).every(
        ({ clientWidth, width }) => clientWidth === 250 && width === 250 * devicePixelRatio,
      );
    await waitUntil(fits, 'still as wide as before');
    element.parentElement!.dir = 'rtl';
    await element.updateComplete;
    expect(element.scrollWidth).to.be.at.most(250);
  });

  it('shows what the sampler tells of a call, and has it read while it is seen', async () => {
    const room = freshRoom();
    const [here, bob] = await Promise.all([joined({ room, name: 'Ann' }), joined({ room, name: 'Bob' })]);
    const sampler = Sampler.of(here);
    const signals: Record<'follow' | 'watch', AbortSignal[]> = { follow: [], watch: [] };
    const { follow, watch } = sampler;
    sampler.follow = (options) => {
      signals.follow.push(options.signal);
      follow.call(sampler, options);
    };
    sampler.watch = (listener, options) => {
      signals.watch.push(options.signal);
      watch.call(sampler, listener, options);
    };
    const running = (): number =>
      Object.values(signals).flatMap((all) => all.filter(({ aborted }) => !aborted)).length;
    let reads = 0;
    StatsFeed.of(here).addEventListener('stats', () => (reads += 1));

    const element = await shown({ sampler, participant: bob.self.id });
    await waitUntil(() => rows(element, 'bitrate').length > 2, 'no numbers');
    await isDrawn(element);
    await waitUntil(() => {
      const streams = sampler.samples(bob.self.id).at(-1)?.streams ?? [];
      const received = streams.find(({ source, way }) => source === 'camera' && way === 'received');
      const shown = rows(element, 'height').find(([name]) => name === 'camera, received');
      return received?.height !== undefined && shown?.[1] === String(received.height);
    }, 'no height, or another one');
    expect(running()).to.be.greaterThan(0);

    // A view that is only moved keeps them.
    const place = element.parentElement!;
    place.append(element);
    await element.updateComplete;
    expect(sampler.samples(bob.self.id)).not.to.be.empty;

    place.hidden = true;
    await waitUntil(() => running() === 0, 'a view that is not displayed watches');
    place.hidden = false;
    await waitUntil(() => running() > 0, 'a view that is displayed again does not watch');
    element.remove();
    await waitUntil(() => running() === 0, 'a view that is gone watches');
    expect(canvases(element)).to.have.length(0);
    const before = reads;
    // The last reading for itself.
    await here.getStats();
    expect(reads).to.be.at.most(before + 1);
  });
});

/** Contrast with the ground of a panel in this theme (WCAG 2.2, relative luminance). */
function contrast(color: string, scheme: string): number {
  const ground = scheme === 'light' ? 'rgb(243, 244, 246)' : 'rgb(29, 32, 37)';
  const [a, b] = [luminance(color), luminance(ground)].toSorted((one, other) => other - one) as [
    number,
    number,
  ];
  return (a + 0.05) / (b + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = (color.match(/[\d.]+/g) ?? []).map((text) => {
    const share = Number(text) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
