import { expect } from '@open-wc/testing';
import { PathWatch } from '../../../../src/core/call/path-watch.js';
import { PeerLink, type PathProblem, type PeerState } from '../../../../src/core/index.js';
import { Roster } from '../../../../src/core/call/roster.js';
import type { SignalingTransport } from '../../../../src/core/signaling/transport.js';
import { waitUntil } from '../../support/wait-until.js';

/** Nothing listens there, which is said at once. */
const RELAY: RTCIceServer = { urls: 'turn:127.0.0.1:3479?transport=tcp', username: 'a', credential: 'b' };

describe('PathWatch', () => {
  const realNow = performance.now.bind(performance);
  let ahead = 0;
  let state: PeerState;
  let isMutual: boolean;
  let wakes: number;
  let restarts: number;
  let iceServers: RTCIceServer[];
  let transport: { state: string };
  let ending: AbortController;
  let roster: Roster;
  let watch: PathWatch;

  beforeEach(() => {
    ahead = 0;
    const begun = realNow();
    performance.now = () => begun + ahead;
    state = 'connecting';
    isMutual = true;
    wakes = 0;
    restarts = 0;
    iceServers = [];
    transport = { state: 'open' };
    ending = new AbortController();
    roster = new Roster({ createLink: () => new LookedForLink(), announce: () => undefined });
    const media = { microphone: true, camera: true, screen: false };
    roster.upsert({ id: 'Bob', name: 'Bob', instance: 'first load', media });
    watch = new PathWatch(roster, transport as SignalingTransport, () => ({ iceServers }), ending.signal);
  });

  afterEach(() => {
    ending.abort();
    roster.close();
    performance.now = realNow;
  });

  /** A link whose state is what the test says. */
  class LookedForLink extends PeerLink {
    constructor() {
      super({ offers: false, configuration: {}, send: () => undefined });
    }

    override get state(): PeerState {
      return state;
    }

    override get connection(): RTCPeerConnection {
      return { remoteDescription: isMutual ? {} : null } as RTCPeerConnection;
    }

    override wake(): void {
      wakes += 1;
    }

    override restart(): void {
      restarts += 1;
    }
  }

  const problem = (): PathProblem | undefined => roster.participants[0]?.pathProblem;

  /** Lets so many seconds go by, with a look at each. */
  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      watch.look();
      // A reason that is known at once is told at once.
      await Promise.resolve().then(() => undefined);
      ahead += 1000;
    }
    watch.look();
  }

  it('says after ten seconds that no relay is configured, and nothing any longer once there is a path', async () => {
    await pass(9);
    expect(problem()).to.equal(undefined);
    await pass(2);
    expect(problem()).to.deep.equal({ relay: 'missing', errors: [] });
    state = 'connected';
    watch.look();
    expect(problem()).to.equal(undefined);
  });

  it('says nothing of somebody who has not answered, and nothing while the server is away', async () => {
    isMutual = false;
    await pass(20);
    expect(problem()).to.equal(undefined);
    isMutual = true;
    transport.state = 'reconnecting';
    await pass(20);
    expect(problem()).to.equal(undefined);
  });

  it('says which relay does not answer', async () => {
    iceServers = [RELAY];
    await pass(12);
    await waitUntil(() => {
      watch.look();
      return problem() !== undefined;
    }, 'nothing is said');
    expect(problem()?.relay).to.equal('unreachable');
    expect(problem()?.errors.map(({ url, code }) => [url, code])).to.deep.equal([[RELAY.urls, 701]]);
    expect(restarts).to.equal(0);
  });

  it('tries again what was given up, after pauses that grow', async () => {
    state = 'failed';
    await pass(9);
    expect(wakes).to.equal(0);
    await pass(2);
    expect(wakes).to.equal(1);
    state = 'restarting';
    await pass(1);
    state = 'failed';
    await pass(19);
    expect(wakes).to.equal(1);
    await pass(3);
    expect(wakes).to.equal(2);
  });
});
