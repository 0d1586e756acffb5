import { expect } from '@open-wc/testing';
import { WebSocketSignaling, type SignalingStateEvent } from '../../../../src/core/index.js';
import { ScriptedServer } from '../../../support/scripted-server.js';
import { FastClock } from '../../support/clock.js';
import { Ledger } from '../../support/ledger.js';
import { nextEvent } from '../../support/events.js';
import { StoppedClock } from '../../support/stopped-clock.js';
import { waitUntil } from '../../support/wait-until.js';

const request = { room: 'r', name: '', instance: 'i' };
/** Longest pause, and time that is left for connecting and for timers that are late, of the five seconds. */
const LONGEST_PAUSE = 3000;

describe('WebSocketSignaling, while its server is away', () => {
  let server: ScriptedServer;
  let transport: WebSocketSignaling;
  let ledger: Ledger;
  let clock: FastClock;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    transport = new WebSocketSignaling(server.url);
    const joining = transport.join(request);
    await (await server.connection()).admit();
    await joining;
    server.admitEverybody({ resumed: true });
    ledger = new Ledger();
    clock = new FastClock(20);
  });

  afterEach(async () => {
    clock.stop();
    ledger.restore();
    await transport.leave();
    await server.stop();
  });

  /** Breaks the connection in this way, and waits until so many timers were set. */
  async function outage(mode: 'refuse' | 'hang', timers: number): Promise<void> {
    await server.behave(mode);
    await waitUntil(() => clock.delays.length > timers, 'it has given up');
  }

  async function back(): Promise<void> {
    await server.behave('answer');
    await isBack();
  }

  const isBack = (): Promise<void> => waitUntil(() => transport.state === 'open', 'not back');

  /** Pauses, without the limits of connections and probes. */
  const pauses = (): number[] => clock.delays.filter((ms) => ms > 0 && ms < 8000);

  it('asks every three seconds at the latest, at random times, and comes back', async () => {
    await server.behave('refuse');
    // 10,000 clients do not come all at once. The others are limits of probes.
    const random = (): number[] => pauses().filter((ms) => ms !== LONGEST_PAUSE);
    await waitUntil(() => new Set(random()).size > 40, 'it has given up');
    expect(Math.max(...pauses())).to.be.at.most(LONGEST_PAUSE);
    const last = random().slice(-30);
    expect(Math.max(...last) - Math.min(...last)).to.be.greaterThan(500);
    await back();
  });

  it('asks as often when nobody answers at all: what hangs keeps nothing else waiting', async () => {
    await outage('hang', 60);
    expect(Math.max(...pauses())).to.be.at.most(LONGEST_PAUSE);
    await back();
  });

  it('opens few WebSockets in vain, for which browsers would make it wait', async () => {
    await outage('refuse', 120);
    expect(ledger.sockets.length).to.be.lessThan(5);
    await back();
  });

  it('tries at once when the network is back, however long it was away', async () => {
    await outage('refuse', 40);
    await server.behave('answer');
    clock.stop();
    transport.wake();
    await isBack();
  });

  it('replaces a connection that hangs when the network is back', async () => {
    await server.behave('hang');
    await waitUntil(
      () => ledger.sockets.some(({ readyState }) => readyState === WebSocket.CONNECTING),
      'no attempt',
    );
    await server.behave('answer');
    transport.wake();
    await isBack();
  });

  it('leaves no timer, socket or request behind when it is left', async () => {
    for (const mode of ['refuse', 'hang'] as const) {
      await server.behave('answer');
      if (mode === 'hang') await transport.join(request);
      await outage(mode, clock.delays.length + 5);
      await transport.leave();
      await waitUntil(() => ledger.alive().length === 0, ledger.alive().join());
    }
  });

  it('does not stay away for longer than that, whatever the server asks for', async () => {
    for (const retryAfterMs of [1e15, 60_000]) {
      const lost = nextEvent<SignalingStateEvent>(transport, 'statechange');
      const before = clock.delays.length;
      // The time until the connection is closed, which the machine decides, would be taken off the pause.
      const stopped = new StoppedClock();
      server.last?.send({ type: 'going-away', retryAfterMs });
      server.last?.close(4000);
      expect(await lost).to.include({ state: 'reconnecting' });
      stopped.start();
      expect(clock.delays[before]).to.be.within(LONGEST_PAUSE / 2, LONGEST_PAUSE);
      await isBack();
    }
  });

  it('comes back ever more slowly to a server that breaks down again and again', async () => {
    for (let times = 0; times < 5; times += 1) {
      const lost = nextEvent<SignalingStateEvent>(transport, 'statechange');
      clock.delays.length = 0;
      server.last?.send({ type: 'hand-raised', seq: times + 1 });
      server.last?.close(1011);
      await lost;
      const [pause = 0] = clock.delays;
      if (times > 0) expect(pause).to.be.at.least(Math.min(300 * 2 ** times, LONGEST_PAUSE) / 2);
      await isBack();
    }
  });

  it('stays away for as long as the server asks', async () => {
    const lost = nextEvent<SignalingStateEvent>(transport, 'statechange');
    const before = clock.delays.length;
    const stopped = new StoppedClock();
    server.last?.send({ type: 'going-away', retryAfterMs: 2500 });
    server.last?.close(4000);
    await lost;
    stopped.start();
    expect(clock.delays[before]).to.be.within(2400, 2500);
    // Not even when the network is back.
    transport.wake();
    expect(server.connections).to.equal(1);
    await back();
  });
});
