import { expect } from '@open-wc/testing';
import { LoadMeter, type DeviceLoad } from '../../../../../src/core/features/quality/device-load.js';

/** Statistics of the pictures of one connection. */
interface Said {
  /** Time that encoding and decoding have taken, in s. */
  readonly encoding?: number;
  readonly decoding?: number;
  readonly captured?: number;
  readonly sent?: number;
  readonly reason?: string;
  readonly received?: number;
  readonly dropped?: number;
}

const report = ({ encoding, decoding, captured, sent, reason, received, dropped }: Said): RTCStatsReport =>
  new Map<string, object>([
    ['S', { id: 'S', type: 'media-source', kind: 'video', framesPerSecond: captured }],
    [
      'O',
      {
        id: 'O',
        type: 'outbound-rtp',
        kind: 'video',
        mediaSourceId: 'S',
        framesPerSecond: sent,
        totalEncodeTime: encoding,
        qualityLimitationReason: reason,
      },
    ],
    ['A', { id: 'A', type: 'outbound-rtp', kind: 'audio', qualityLimitationReason: 'cpu' }],
    [
      'I',
      {
        id: 'I',
        type: 'inbound-rtp',
        kind: 'video',
        totalDecodeTime: decoding,
        framesReceived: received,
        framesDropped: dropped,
      },
    ],
  ]);

const CORES = navigator.hardwareConcurrency;

/** The load after five seconds in which these statistics have come together. */
function loadOf(said: Said, frameRate = 30): DeviceLoad | undefined {
  const meter = new LoadMeter();
  const nothing = { encoding: 0, decoding: 0, received: 0, dropped: 0 };
  expect(meter.read([report(nothing)], 0, frameRate)).to.equal(undefined);
  return meter.read([report(said)], 5000, frameRate);
}

describe('LoadMeter', () => {
  it('is calm while coding takes little time', () => {
    expect(loadOf({ encoding: 0.5 * CORES, decoding: 0.5 * CORES, captured: 30, sent: 30 })).to.equal('calm');
  });

  it('is busy while coding takes much time, and all pictures go out', () => {
    expect(loadOf({ encoding: 2 * CORES, decoding: 2 * CORES, captured: 30, sent: 30 })).to.equal('busy');
  });

  it('is overloaded where pictures are lost besides', () => {
    const busy = { encoding: 2 * CORES, decoding: 2 * CORES };
    expect(loadOf({ ...busy, captured: 30, sent: 15 })).to.equal('overloaded');
    expect(loadOf({ ...busy, captured: 30, sent: 30, received: 100, dropped: 30 })).to.equal('overloaded');
  });

  it('is overloaded also where the browser names no source of a picture, as Firefox', () => {
    const connection = (sent: number, encoding: number): RTCStatsReport =>
      new Map<string, object>([
        ['C', { id: 'C', type: 'media-source', kind: 'video', framesPerSecond: 30 }],
        ['S', { id: 'S', type: 'media-source', kind: 'video', framesPerSecond: 10 }],
        ['N', { id: 'N', type: 'media-source', kind: 'video', framesPerSecond: 0 }],
        [
          'O',
          {
            id: 'O',
            type: 'outbound-rtp',
            kind: 'video',
            framesPerSecond: sent,
            totalEncodeTime: encoding * CORES,
          },
        ],
      ]);
    for (const [sent, expected] of [
      [10, 'busy'],
      [6, 'overloaded'],
    ] as const) {
      const meter = new LoadMeter();
      meter.read([connection(sent, 0)], 0, 30);
      expect(meter.read([connection(sent, 4)], 5000, 30)).to.equal(expected);
    }
  });

  it('does not count pictures that are left out on purpose, or for the network', () => {
    const busy = { encoding: 2 * CORES, decoding: 2 * CORES };
    expect(loadOf({ ...busy, captured: 30, sent: 15 }, 15)).to.equal('busy');
    expect(loadOf({ ...busy, captured: 30, sent: 10, reason: 'bandwidth' })).to.equal('busy');
    expect(loadOf({ ...busy, captured: 30, sent: 0 })).to.equal('busy');
  });

  it('believes a browser that says so at once', () => {
    expect(new LoadMeter().read([report({ reason: 'cpu' })], 0, 30)).to.equal('overloaded');
  });

  it('says nothing where counters have begun anew', () => {
    const meter = new LoadMeter();
    meter.read([report({ encoding: 9, decoding: 9 }), report({ encoding: 5 })], 0, 30);
    expect(meter.read([report({ encoding: 10, decoding: 9 })], 5000, 30)).to.equal(undefined);
    expect(meter.read([report({ encoding: 10, decoding: 9 })], 10_000, 30)).to.equal('calm');
  });

  it('takes the network for narrow when it is so twice', () => {
    const meter = new LoadMeter();
    const narrow = [report({ reason: 'bandwidth' })];
    meter.read(narrow, 0, 30);
    expect(meter.isNarrow).to.equal(false);
    meter.read(narrow, 5000, 30);
    expect(meter.isNarrow).to.equal(true);
    meter.read([report({ reason: 'none' })], 10_000, 30);
    expect(meter.isNarrow).to.equal(false);
  });
});
