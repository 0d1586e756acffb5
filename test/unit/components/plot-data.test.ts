import { expect } from '@open-wc/testing';
import {
  indexAt,
  limitationOf,
  plotData,
  summarize,
} from '../../../src/components/rtc-inspector/plot-data.js';
import type { Sample } from '../../../src/core/features/inspect/index.js';

const AT = 1_700_000_000_000;

describe('plotData', () => {
  it('has a plot for what there are numbers for, in the units of the plots', () => {
    const samples: Sample[] = [
      { at: AT, roundTripTime: 12, streams: [{ source: 'camera', way: 'sent', framesPerSecond: 30 }] },
      {
        at: AT + 1000,
        availableBitrate: 2_000_000,
        streams: [
          { source: 'camera', way: 'sent', bitrate: 500_000, loss: 0.25, limitation: 'bandwidth' },
          { source: 'microphone', way: 'received', audioLevel: 0.5, freezes: 0 },
        ],
      },
    ];
    const { times, plots } = plotData(samples);
    expect(times).to.deep.equal([AT / 1000, AT / 1000 + 1]);
    const values = plots.map(({ name, series }) => [
      name,
      series.map((one) => [one.name, one.source, one.way, one.values]),
    ]);
    const camera = ['camera sent', 'camera', 'sent'];
    const microphone = ['microphone received', 'microphone', 'received'];
    const connection = [undefined, undefined];
    expect(values).to.deep.equal([
      [
        'bitrate',
        [
          [...camera, [null, 500]],
          ['available', ...connection, [null, 2000]],
        ],
      ],
      ['roundTrip', [['roundTrip', ...connection, [12, null]]]],
      ['loss', [[...camera, [null, 25]]]],
      ['frames', [[...camera, [30, null]]]],
      ['limitation', [[...camera, [null, 2]]]],
      ['level', [[...microphone, [null, 50]]]],
      ['freezes', [[...microphone, [null, 0]]]],
    ]);
  });

  it('shows five minutes at most, in order, whatever a file holds', () => {
    const at = (seconds: number): Sample => ({
      at: AT + seconds * 1000,
      roundTripTime: seconds,
      streams: [],
    });
    const { times, plots, samples } = plotData([at(400), at(0), at(350), at(100), at(101)]);
    expect(times).to.deep.equal([101, 350, 400].map((seconds) => AT / 1000 + seconds));
    expect(plots[0]?.series[0]?.values).to.deep.equal([101, 350, 400]);
    expect(samples).to.have.length(3);
  });

  it('shows the newer of two streams of one source, and nothing without samples', () => {
    const streams = [10, 20].map((jitter) => ({ source: 'camera', way: 'received', jitter }) as const);
    expect(plotData([{ at: AT, streams }]).plots[0]?.series[0]?.values).to.deep.equal([20]);
    expect(plotData([])).to.deep.include({ times: [], plots: [], samples: [] });
    expect(plotData([{ at: AT, streams: [] }]).plots).to.deep.equal([]);
  });

  it('leaves out a stream that has carried nothing', () => {
    const unused = { source: 'screen', way: 'sent' } as const;
    const used = { source: 'camera', way: 'sent' } as const;
    const { plots, streams } = plotData([
      { at: AT, streams: [unused, used] },
      {
        at: AT + 1000,
        streams: [
          { ...unused, bitrate: 0, jitter: 0 },
          { ...used, bitrate: 8000 },
        ],
      },
      {
        at: AT + 2000,
        streams: [
          { ...unused, bitrate: 0, jitter: 0 },
          { ...used, bitrate: 0 },
        ],
      },
    ]);
    expect(plots.map(({ name, series }) => [name, series.map((one) => one.name)])).to.deep.equal([
      ['bitrate', ['camera sent']],
    ]);
    expect([...streams]).to.deep.equal(['camera sent']);
  });

  it('sums a series up', () => {
    expect(summarize([null, 2, 4, null, 9])).to.deep.equal({ lowest: 2, mean: 5, highest: 9 });
    expect(summarize([null])).to.equal(undefined);
  });

  it('finds the sample of a time, and shows an unknown limitation as `other`', () => {
    expect([0, 1, 1.5, 3, Infinity].map((time) => indexAt([1, 2, 3], time))).to.deep.equal([0, 0, 0, 2, 2]);
    expect(['none', 'cpu', 'weather'].map(limitationOf)).to.deep.equal(['none', 'cpu', 'other']);
  });
});
