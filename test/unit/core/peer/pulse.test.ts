import { expect } from '@open-wc/testing';
import { Pulse } from '../../../../src/core/peer/pulse.js';
import { Pair } from './pair.js';
import { waitUntil } from '../../support/wait-until.js';

describe('Pulse', () => {
  let pair: Pair;
  let connection: RTCPeerConnection;
  let pulse: Pulse;

  beforeEach(async () => {
    pair = await new Pair().start().connected();
    const found = pair.a.connection;
    if (!found) throw new Error('no connection');
    connection = found;
    pulse = new Pulse(connection);
  });

  afterEach(() => {
    pair.close();
  });

  it('feels the answers for consent where no camera and no microphone is on', async () => {
    for (let beats = 0; beats < 2; beats += 1) {
      await waitUntil(async () => (await pulse.silence()) > 1500, 'never a pause');
      await waitUntil(async () => (await pulse.silence()) < 500, 'no beat');
    }
  });

  it('grows where nothing comes in any more', async () => {
    await pulse.silence();
    pair.b.connection?.close();
    await waitUntil(async () => (await pulse.silence()) > 4000, 'no end of it');
  });

  it('costs no statistics while a sound or a picture is played', async () => {
    let asked = 0;
    const { getStats } = connection;
    connection.getStats = () => {
      asked += 1;
      return getStats.call(connection);
    };
    const [receiver, ...others] = connection.getReceivers();
    if (!receiver) throw new Error('no receiver');
    receiver.getSynchronizationSources = () => [
      { source: 1, timestamp: performance.timeOrigin + performance.now(), rtpTimestamp: 1 },
    ];
    let looks = 0;
    for (const other of others) {
      other.getSynchronizationSources = () => {
        looks += 1;
        return [];
      };
    }
    await pulse.silence();
    expect(asked).to.equal(0);
    // One that plays tells enough.
    expect(others.length).to.be.above(0);
    expect(looks).to.equal(0);
    receiver.getSynchronizationSources = () => [];
    await waitUntil(async () => (await pulse.silence()) > 1000, 'no end of it');
    expect(asked).to.be.above(0);
  });
});
