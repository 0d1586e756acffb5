import { expect } from '@open-wc/testing';
import { WebSocketSignaling } from '../../../../src/core/index.js';
import { ScriptedServer, type ScriptedConnection } from '../../../support/scripted-server.js';
import { failure, nextEvent } from '../../support/events.js';
import { waitUntil } from '../../support/wait-until.js';

const request = { room: 'r', name: '', instance: 'i' };
const on = { microphone: true, camera: true, screen: false };
const off = { microphone: false, camera: false, screen: false };

describe('WebSocketSignaling, after a break', () => {
  let server: ScriptedServer;
  let transport: WebSocketSignaling;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    transport = new WebSocketSignaling(server.url);
    const joining = transport.join(request);
    await (await server.connection()).admit();
    await joining;
  });

  afterEach(async () => {
    await transport.leave();
    await server.stop();
  });

  /** Breaks the connection; the next one is not admitted yet. */
  async function broken(): Promise<ScriptedConnection> {
    const lost = nextEvent(transport, 'statechange');
    server.last?.close(4000);
    await lost;
    return server.connection();
  }

  /** Messages of the client after the join, in their order. */
  async function said(connection: ScriptedConnection, count: number): Promise<unknown[]> {
    await waitUntil(() => connection.received.length > count, 'not everything was said');
    return connection.received.slice(1).map(({ type: _, ...rest }) => rest);
  }

  for (const listened of ['statechange', 'joined'] as const) {
    it(`says what waited before what is said by listeners of \`${listened}\``, async () => {
      const connection = await broken();
      transport.update({ media: on });
      transport.update({ name: 'Ann' });
      transport.signal('bob', 1);
      transport.signal('eve', 2);
      transport.addEventListener(
        listened,
        () => {
          transport.update({ media: off });
          transport.signal('bob', 3);
        },
        { once: true },
      );
      await connection.admit({ resumed: true });
      expect(await said(connection, 5)).to.deep.equal([
        { name: 'Ann', media: on },
        { to: 'bob', payload: 1 },
        { to: 'eve', payload: 2 },
        { media: off },
        { to: 'bob', payload: 3 },
      ]);
    });
  }

  it('keeps what is said while the connection is being closed', async () => {
    // Chromium tells of the end a moment after it has stopped to send.
    const original = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState')!;
    Object.defineProperty(WebSocket.prototype, 'readyState', { ...original, get: () => WebSocket.CLOSING });
    transport.signal('bob', 'late');
    Object.defineProperty(WebSocket.prototype, 'readyState', original);
    const connection = await broken();
    await connection.admit({ resumed: true });
    expect(await said(connection, 1)).to.deep.equal([{ to: 'bob', payload: 'late' }]);
  });

  it('drops signals of a member that is nobody any more, and keeps what it says of itself', async () => {
    const connection = await broken();
    transport.signal('bob', 'old');
    transport.update({ media: on });
    const joined = nextEvent(transport, 'joined');
    await connection.admit({ self: 'somebody else' });
    await joined;
    transport.signal('bob', 'new');
    expect(await said(connection, 2)).to.deep.equal([{ media: on }, { to: 'bob', payload: 'new' }]);
  });

  it('may be left, and joined again, by whoever hears that it is back', async () => {
    const connection = await broken();
    let times = 0;
    let again: Promise<void> | undefined;
    transport.addEventListener('joined', () => (times += 1));
    transport.addEventListener('statechange', () => {
      if (transport.state !== 'open' || again) return;
      void transport.leave();
      again = transport.join({ ...request, name: 'again' });
    });
    await connection.admit({ resumed: true });
    await connection.next('leave');
    const { name, resume } = await (await server.connection()).admit();
    await again;
    expect({ name, resume, times }).to.deep.equal({ name: 'again', resume: undefined, times: 1 });
    expect(transport.state).to.equal('open');
  });

  it('stays left when it is left by whoever hears of the break', async () => {
    transport.addEventListener('statechange', () => void transport.leave());
    server.last?.close(4000);
    await waitUntil(() => transport.state === 'closed');
    const joining = failure(transport.join(request));
    await transport.leave();
    expect(await joining).to.have.property('name', 'AbortError');
    // Nobody else has connected in between.
    expect(server.connections).to.equal(1);
  });
});
