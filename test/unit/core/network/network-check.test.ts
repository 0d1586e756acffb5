import { expect } from '@open-wc/testing';
import { CallSession } from '../../../../src/core/index.js';
import {
  CHECK_STEPS,
  checkNetwork,
  type CheckStep,
  type CheckStepName,
  type NetworkCheckResult,
} from '../../../../src/core/network/index.js';
import { ScriptedServer, type ScriptedConnection } from '../../../support/scripted-server.js';
import { sharedSignalingUrl } from '../../../support/signaling.js';
import { failure } from '../../support/events.js';
import { hum } from '../../support/hum.js';
import { Ledger } from '../../support/ledger.js';
import { holdGetUserMedia, stubGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

describe('checkNetwork', () => {
  let ledger: Ledger;

  beforeEach(() => {
    ledger = new Ledger();
  });

  afterEach(() => {
    ledger.restore();
  });

  const nothingAlive = (): Promise<void> =>
    waitUntil(() => ledger.alive().length === 0, 'something is left').catch(() => {
      expect(ledger.alive()).to.deep.equal([]);
    });

  /** The way by which a test tells the server what to say stays open. */
  async function scripted(): Promise<ScriptedServer> {
    const server = await ScriptedServer.start();
    ledger.sockets.length = 0;
    return server;
  }

  const states = ({ steps }: NetworkCheckResult): Record<string, string> =>
    Object.fromEntries(steps.map(({ name, state }) => [name, state]));

  const find = ({ steps }: NetworkCheckResult, name: CheckStepName): CheckStep =>
    steps.find((step) => step.name === name)!;

  it('looks at page and devices without any server, and leaves nothing behind', async () => {
    const told: CheckStep[] = [];
    // The sound of a fake microphone is heard once a second, which a busy machine may miss.
    ledger.restore();
    const endHum = hum();
    ledger = new Ledger();
    const result = await checkNetwork({ onStep: (step) => told.push(step) });
    await endHum();
    expect(states(result)).to.include({
      'secure-context': 'passed',
      permissions: 'passed',
      camera: 'passed',
      signaling: 'not-measured',
      nat: 'not-measured',
      stun: 'not-measured',
      'turn-tls': 'not-measured',
    });
    // Firefox lets nobody listen before the person has touched the page.
    expect(find(result, 'microphone').reason).to.be.oneOf([undefined, 'not-measurable']);
    expect(result).to.include({ cancelled: false, nat: 'unknown' });
    expect(result.steps.map(({ name }) => name)).to.deep.equal([...CHECK_STEPS]);
    for (const name of CHECK_STEPS) expect(told.map((step) => step.name)).to.include(name);
    expect(told.filter(({ name }) => name === 'camera').map(({ state }) => state)).to.deep.equal([
      'waiting',
      'running',
      'passed',
    ]);
    expect(ledger.tracks).to.have.length(2);
    await nothingAlive();
  });

  it('goes on when camera and microphone are refused, and says why', async () => {
    const media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    const result = await checkNetwork();
    media.restore();
    expect(states(result)).to.include({ permissions: 'failed', camera: 'skipped', microphone: 'skipped' });
    expect(find(result, 'camera').error).to.match(/^permission-/);
    expect(result.verdict.advice).to.deep.equal(['allow-devices']);
    await nothingAlive();
  });

  it('tells a picture that stands still, a picture that never comes, and silence', async () => {
    const canvas = document.createElement('canvas');
    const paint = (): void => canvas.getContext('2d')!.fillRect(0, 0, canvas.width, canvas.height);
    const painting = setInterval(paint, 50);
    paint();
    const [still] = canvas.captureStream(20).getVideoTracks();
    const [empty] = document.createElement('canvas').captureStream(0).getVideoTracks();
    const context = new AudioContext();
    const [silence] = context.createMediaStreamDestination().stream.getAudioTracks();
    const pictures = [still!, empty!];
    const media = stubGetUserMedia(() =>
      Promise.resolve(new MediaStream([pictures.shift()!, silence!.clone()])),
    );
    const [covered, broken] = await Promise.all([checkNetwork(), checkNetwork()]);
    media.restore();
    clearInterval(painting);
    silence!.stop();
    await context.close();
    expect(find(covered, 'camera')).to.include({ state: 'failed', reason: 'still' });
    expect(find(broken, 'camera')).to.include({ state: 'failed', reason: 'no-picture' });
    // Firefox lets nobody listen before the person has touched the page.
    expect(find(covered, 'microphone').reason).to.be.oneOf(['silent', 'not-measurable']);
    expect(covered.verdict.advice).to.include('check-camera');
    await nothingAlive();
  });

  it('looks at devices that a call has open as they are, and does not close them', async () => {
    const session = new CallSession({ signaling: 'broadcast:', room: 'checked' });
    await session.openMedia();
    const opened = ledger.tracks.length;
    const result = await checkNetwork({ calls: [session] });
    expect(states(result)).to.include({ permissions: 'passed', camera: 'passed' });
    expect(ledger.tracks).to.have.length(opened);
    expect(session.media.camera).to.equal(true);
    session.dispose();
    await nothingAlive();
  });

  it('is refused during a call, and given up when one begins', async () => {
    const session = new CallSession({ signaling: 'broadcast:', room: `in a call ${Math.random()}` });
    session.media.wanted = { camera: false, microphone: false };
    await session.join();
    expect(await failure(checkNetwork())).to.have.property('code', 'call-in-progress');
    await session.leave();

    const held = holdGetUserMedia();
    const checking = checkNetwork();
    await waitUntil(() => held.requests.length > 0, 'nothing is asked');
    const later = new CallSession({ signaling: 'broadcast:', room: `a later call ${Math.random()}` });
    later.media.wanted = { camera: false, microphone: false };
    await later.join();
    const result = await checking;
    expect(result.cancelled).to.equal(true);
    expect(find(result, 'permissions').state).to.equal('cancelled');
    // The answer comes too late, and the device is closed.
    await held.requests[0]!.grant();
    held.restore();
    later.dispose();
    session.dispose();
    await nothingAlive();
  });

  it('says that there is no WebRTC where the browser has it and refuses it', async () => {
    const { RTCPeerConnection } = globalThis;
    globalThis.RTCPeerConnection = class {
      constructor() {
        throw new DOMException('no', 'NotAllowedError');
      }
    } as unknown as typeof RTCPeerConnection;
    const result = await checkNetwork();
    globalThis.RTCPeerConnection = RTCPeerConnection;
    expect(find(result, 'secure-context')).to.include({ state: 'failed', reason: 'unsupported' });
    expect(result.verdict.outlook).to.equal('nobody');
    expect(ledger.tracks).to.have.length(0);
  });

  it('can be given up while a person is asked, and while a server is silent', async () => {
    const server = await scripted();
    const held = holdGetUserMedia();
    const ending = new AbortController();
    const checking = checkNetwork({ signaling: server.url, room: 'r', signal: ending.signal });
    await server.connection();
    await waitUntil(() => held.requests.length > 0, 'nothing is asked');
    ending.abort();
    const result = await checking;
    held.restore();
    expect(result.cancelled).to.equal(true);
    expect(states(result)).to.include({
      permissions: 'cancelled',
      signaling: 'cancelled',
      stun: 'cancelled',
    });
    await nothingAlive();
    await server.stop();
  });

  it('is over at once where it is given up before it begins', async () => {
    const result = await checkNetwork({ signal: AbortSignal.abort() });
    expect(result.cancelled).to.equal(true);
    expect(result.steps.every(({ state }) => state === 'cancelled')).to.equal(true);
    expect(ledger.tracks).to.have.length(0);
  });

  describe('with a server', () => {
    let server: ScriptedServer;
    let media: ReturnType<typeof stubGetUserMedia>;

    beforeEach(async () => {
      // Devices have tests of their own, and take their time.
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotFoundError')));
      server = await scripted();
    });

    afterEach(async () => {
      media.restore();
      await server.stop();
    });

    async function answerPings(connection: ScriptedConnection): Promise<void> {
      for (let i = 0; i < 5; i += 1) {
        connection.send({ type: 'pong', re: (await connection.next('ping')).id });
      }
    }

    it('measures the way there, and takes its ICE servers, with room and token', async () => {
      const checking = checkNetwork({ signaling: server.url, room: 'r', token: () => 'secret' });
      const connection = await server.connection();
      await answerPings(connection);
      const { id, room, token } = await connection.next('check');
      expect([room, token]).to.deep.equal(['r', 'secret']);
      const iceServers = [{ urls: 'turn:localhost:4999?transport=tcp', username: 'u', credential: 'p' }];
      connection.send({ type: 'checking', re: id, iceServers, probe: false });
      const result = await checking;
      expect(find(result, 'signaling').roundTripMs).to.be.a('number');
      expect(find(result, 'nat')).to.include({ state: 'not-measured', reason: 'no-probe' });
      expect(find(result, 'turn-tcp')).to.include({
        state: 'failed',
        reason: 'unreachable',
        allocated: false,
      });
      expect(find(result, 'turn-udp')).to.include({ state: 'not-measured', reason: 'not-configured' });
      expect(result.verdict).to.deep.include({ relay: 'fails', advice: ['connect-devices', 'mend-relay'] });
      expect(JSON.stringify(result)).not.to.contain('secret').and.not.to.contain('credential');
      await nothingAlive();
    });

    it('ends the measurement of the NAT where the server is lost', async () => {
      const checking = checkNetwork({ signaling: server.url, room: 'r', iceServers: [] });
      const connection = await server.connection();
      await answerPings(connection);
      const { id } = await connection.next('check');
      connection.send({ type: 'checking', re: id, iceServers: [], probe: true });
      const { id: re } = await connection.next('probe');
      const candidate = 'candidate:0 1 udp 2130706431 127.0.0.1 4998 typ host';
      const pwd = '0123456789abcdef0123456789abcdef';
      connection.send({ type: 'probing', re, ufrag: '0123456789ab', pwd, candidate });
      connection.close(1011);
      expect(find(await checking, 'nat')).to.include({
        state: 'failed',
        reason: 'unreachable',
        error: 'server-lost',
      });
      await nothingAlive();
    });

    it('says that the browser takes no such address of a STUN server', async () => {
      const result = await checkNetwork({ iceServers: [{ urls: 'stun:' }] });
      expect(find(result, 'stun')).to.include({ state: 'failed', reason: 'bad-address' });
    });

    for (const [code, reason, advice] of [
      ['unauthorized', 'refused', 'ask-for-invitation'],
      ['rate-limited', 'refused', 'check-server'],
    ] as const) {
      it(`says that it refuses with ${code}`, async () => {
        const checking = checkNetwork({ signaling: server.url, room: 'r' });
        const connection = await server.connection();
        await answerPings(connection);
        const { id: re } = await connection.next('check');
        connection.send({ type: 'error', re, error: { code, message: 'no', retryable: false } });
        const result = await checking;
        expect(find(result, 'signaling')).to.include({ state: 'failed', reason, error: code });
        expect(result.verdict.advice).to.deep.equal(['connect-devices', advice]);
        expect(find(result, 'stun').state).to.equal('skipped');
      });
    }

    it('has it measure the NAT, and ends the probe', async () => {
      const checking = checkNetwork({ signaling: server.url, room: 'r', iceServers: [] });
      const connection = await server.connection();
      await answerPings(connection);
      const { id } = await connection.next('check');
      connection.send({ type: 'checking', re: id, iceServers: [], probe: true });
      const probe = await connection.next('probe');
      expect(probe.ufrag).to.match(/^[\w+/]{4,256}$/);
      const candidate = (port: number): string =>
        `candidate:${port} 1 udp 2130706431 127.0.0.1 ${port} typ host`;
      connection.send({
        type: 'probing',
        re: probe.id,
        ufrag: '0123456789ab',
        pwd: '0123456789abcdef0123456789abcdef',
        candidate: candidate(4998),
      });
      connection.send({ type: 'probe-candidates', candidates: [candidate(4997), 'candidate:nonsense'] });
      const behaviour = { mapping: 'address-and-port-dependent', filtering: 'quantum' };
      connection.send({
        type: 'probe-result',
        reached: true,
        ...behaviour,
        addresses: 2,
        reflexive: '192.0.2.1:7',
      });
      const result = await checking;
      expect(result).to.include({ nat: 'symmetric', mapping: behaviour.mapping, filtering: 'unknown' });
      expect(find(result, 'nat')).to.include({ state: 'passed', reflexive: '192.0.2.1:7' });
      await connection.closed;
      await nothingAlive();
    });

    it('says that a server cannot be reached', async () => {
      const result = await checkNetwork({ signaling: 'ws://localhost:9/', room: 'r' });
      expect(find(result, 'signaling')).to.include({ state: 'failed', reason: 'unreachable' });
      expect(states(result)).to.include({ nat: 'skipped', stun: 'skipped', 'turn-udp': 'skipped' });
      expect(result.verdict).to.include({ outlook: 'nobody' });
    });

    it('passes over what a server of an earlier version does not know', async () => {
      const checking = checkNetwork({ signaling: server.url, room: 'r' });
      const connection = await server.connection();
      await answerPings(connection);
      const { id: re } = await connection.next('check');
      const error = { code: 'bad-message', message: 'type: unknown', retryable: false };
      connection.send({ type: 'error', re, error });
      const result = await checking;
      expect(find(result, 'signaling')).to.include({ state: 'passed', reason: 'old-server' });
      for (const name of ['nat', 'stun', 'turn-udp'] as const) {
        expect(find(result, name)).to.include({ state: 'not-measured', reason: 'old-server' });
      }
      expect(result.verdict.outlook).to.equal('unknown');
    });

    it('works with a real one, which has no probe here', async () => {
      const result = await checkNetwork({ signaling: await sharedSignalingUrl(), room: 'r', iceServers: [] });
      expect(find(result, 'signaling').state).to.equal('passed');
      expect(find(result, 'nat').state).to.equal('not-measured');
    });
  });
});
