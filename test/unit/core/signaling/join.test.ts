import { expect } from '@open-wc/testing';
import {
  WebSocketSignaling,
  type SignalingPush,
  type SignalingStateEvent,
} from '../../../../src/core/index.js';
import { BroadcastSignaling, LoopbackSignaling } from '../../../../src/core/loopback/index.js';
import { ADMISSION, ScriptedServer } from '../../../support/scripted-server.js';
import { FastClock } from '../../support/clock.js';
import { failure, nextEvent } from '../../support/events.js';
import { Ledger } from '../../support/ledger.js';
import { waitUntil } from '../../support/wait-until.js';

const request = { room: 'r', name: '', instance: 'i' };
const hello = { type: 'hello' };
const joinedBob = {
  type: 'participant-joined',
  seq: 1,
  participant: {
    id: 'bob',
    name: '',
    instance: 'i',
    media: { microphone: true, camera: false, screen: false },
  },
};

describe('WebSocketSignaling, while it joins', () => {
  let server: ScriptedServer;
  let transport: WebSocketSignaling;
  let pushes: SignalingPush[];
  let clock: FastClock | undefined;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    transport = new WebSocketSignaling(server.url);
    pushes = [];
    transport.addEventListener('push', ({ push }) => pushes.push(push));
  });

  afterEach(async () => {
    clock?.stop();
    clock = undefined;
    await transport.leave();
    await server.stop();
  });

  const fast = (factor = 20): FastClock => (clock = new FastClock(factor));

  /** Says something again and again, until the client has gone. */
  async function repeat(frame: object | string, state: string): Promise<void> {
    const connection = await server.connection();
    await waitUntil(() => {
      connection.send(frame);
      return transport.state !== state;
    }, `still ${state}`);
  }

  for (const [what, frame] of Object.entries({
    'what is no JSON': 'hello',
    'a type that nobody knows': hello,
    'an answer to another request': { ...ADMISSION, re: 4711 },
    'an error of another request': {
      type: 'error',
      re: 4711,
      error: { code: 'internal', message: '', retryable: false },
    },
    'the answer to a ping': { type: 'pong', re: 4711 },
    'a push': joinedBob,
  })) {
    it(`waits only so long for a server that keeps saying ${what}`, async () => {
      // It has to connect in this time.
      fast(5);
      const joining = failure(transport.join(request));
      await repeat(frame, 'connecting');
      expect(await joining).to.include({ code: 'server-unreachable' });
      expect(pushes).to.deep.equal([]);
    });
  }

  it('stays out when it is left at any moment of its beginning', async () => {
    const ledger = new Ledger();
    for (let moment = 0; moment < 20; moment += 1) {
      const joining = failure(transport.join(request));
      for (let step = 0; step < moment; step += 1) await Promise.resolve();
      await transport.leave();
      expect(await joining).to.have.property('name', 'AbortError');
      expect(transport.state).to.equal('closed');
    }
    await waitUntil(() => ledger.alive().length === 0, ledger.alive().join());
    ledger.restore();
  });

  it('joins with what was changed while it began, and says it again', async () => {
    const joining = transport.join(request);
    transport.update({ name: 'Ann' });
    transport.update({ media: { microphone: true, camera: false, screen: false } });
    const connection = await server.connection();
    expect(await connection.admit()).to.include({ name: 'Ann' });
    await joining;
    expect(await connection.next('update')).to.deep.include({
      name: 'Ann',
      media: { microphone: true, camera: false, screen: false },
    });
  });

  it('waits only so long for a server that says nothing', async () => {
    fast();
    expect(await failure(transport.join(request))).to.include({ code: 'server-unreachable' });
  });

  it('waits only so long for a server that hangs', async () => {
    await server.behave('hang');
    fast();
    expect(await failure(transport.join(request))).to.include({ code: 'server-unreachable' });
  });

  it('waits only so long for a token, and says that it is the token', async () => {
    // It has to connect in this time.
    fast(5);
    const error = await failure(transport.join({ ...request, token: () => new Promise(() => undefined) }));
    expect(error).to.include({ code: 'server-unreachable' });
    expect(error.message).to.contain('token');
  });

  it('takes no for an answer that says to nothing what it answers', async () => {
    const joining = failure(transport.join(request));
    const connection = await server.connection();
    await connection.next('join');
    connection.send({
      type: 'error',
      error: { code: 'unsupported-version', message: 'old', retryable: false },
    });
    expect(await joining).to.include({ code: 'unsupported-version', message: 'old' });
  });

  it('joins once, however often it is let in, and hears nothing before', async () => {
    let times = 0;
    transport.addEventListener('joined', () => (times += 1));
    const joining = transport.join(request);
    const connection = await server.connection();
    const { id: re } = await connection.next('join');
    connection.send(joinedBob);
    connection.send({ type: 'ice-servers', iceServers: [] });
    for (const self of ['me', 'somebody else']) connection.send({ ...ADMISSION, re, self });
    await joining;
    connection.send(joinedBob);
    await waitUntil(() => pushes.length > 0);
    expect(pushes).to.have.length(1);
    expect(times).to.equal(1);
    expect(server.connections).to.equal(1);
  });

  it('is lost when nothing but junk follows the question whether the server is there', async () => {
    const joining = transport.join(request);
    const connection = await server.connection();
    await connection.admit();
    await joining;
    fast();
    transport.wake();
    await connection.next('ping');
    await waitUntil(() => {
      connection.send(hello);
      connection.send({ type: 'pong', re: 0 });
      return transport.state === 'reconnecting';
    }, 'it counts as an answer');
  });

  it('stays when the question is answered, by a no as well', async () => {
    const joining = transport.join(request);
    const connection = await server.connection();
    await connection.admit();
    await joining;
    const ledger = new Ledger();
    const no = { type: 'error', error: { code: 'rate-limited', message: '', retryable: true } };
    for (const [index, answer] of [{ type: 'pong' }, no].entries()) {
      transport.wake();
      connection.send({ ...answer, re: (await connection.next('ping')).id });
      connection.send({ ...joinedBob, seq: index + 1 });
      await waitUntil(() => pushes.at(-1)?.type === 'participant-joined' && pushes.length > index);
    }
    // A deadline that is gone was either called off, or has ended the connection.
    await waitUntil(
      () => !ledger.alive().some((what) => what.includes('heartbeat.ts')),
      'a deadline is left',
    );
    ledger.restore();
    expect(transport.state).to.equal('open');
  });

  it('is lost when pings are answered by junk', async () => {
    const joining = transport.join(request);
    const connection = await server.connection();
    await connection.admit({ limits: { ...ADMISSION.limits, heartbeatMs: 1 } });
    await joining;
    const lost = nextEvent<SignalingStateEvent>(transport, 'statechange');
    // No oftener than once a second, whatever the server wishes for.
    for (let pings = 0; pings < 2; pings += 1) {
      await connection.next('ping');
      connection.send(hello);
    }
    expect(await lost).to.include({ state: 'reconnecting' });
    expect(connection.received.filter(({ type }) => type === 'ping')).to.have.length(2);
  });
});

describe('calls without a server, while they are joined', () => {
  /** Stands in the door of a room, as a tab that the browser has frozen there. */
  async function block(scope: string): Promise<() => void> {
    let leave: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => (leave = resolve));
    await new Promise<void>((resolve) => {
      void navigator.locks.request(`rtc-elements:${scope}:r:#door`, () => {
        resolve();
        return blocked;
      });
    });
    return leave;
  }

  for (const [name, scope, create] of [
    ['BroadcastSignaling', 'blocked', () => new BroadcastSignaling('blocked')],
    ['LoopbackSignaling', 'loopback:blocked', () => new LoopbackSignaling({ scope: 'blocked' })],
  ] as const) {
    it(`wait only so long for a tab that stands in the door, over ${name}`, async () => {
      const leave = await block(scope);
      const clock = new FastClock(20);
      const transport = create();
      try {
        expect(await failure(transport.join(request))).to.include({ code: 'server-unreachable' });
        clock.stop();
        leave();
        await transport.join(request);
        expect(transport.state).to.equal('open');
      } finally {
        clock.stop();
        leave();
        await transport.leave();
      }
    });
  }
});
