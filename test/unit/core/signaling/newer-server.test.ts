import { expect } from '@open-wc/testing';
import { WebSocketSignaling, type Joined, type SignalingPush } from '../../../../src/core/index.js';
import { ADMISSION, ScriptedServer, type ScriptedConnection } from '../../../support/scripted-server.js';
import { failure, nextEvent } from '../../support/events.js';
import { waitUntil } from '../../support/wait-until.js';

const request = { room: 'r', name: '', instance: 'i' };
const bob = {
  id: 'bob',
  name: 'Bob',
  instance: 'i-bob',
  media: { microphone: true, camera: false, screen: false },
};
const signal = (seq: number): object => ({ type: 'signal', from: 'bob', seq, payload: seq });

describe('WebSocketSignaling, when the server says what it does not know', () => {
  let server: ScriptedServer;
  let transport: WebSocketSignaling;
  let joined: Joined[];
  let pushes: SignalingPush[];
  let states: string[];

  beforeEach(async () => {
    server = await ScriptedServer.start();
    transport = new WebSocketSignaling(server.url);
    [joined, pushes, states] = [[], [], []];
    transport.addEventListener('joined', (event) => joined.push(event.joined));
    transport.addEventListener('push', ({ push }) => pushes.push(push));
    transport.addEventListener('statechange', ({ state }) => states.push(state));
  });

  afterEach(async () => {
    await transport.leave();
    await server.stop();
  });

  async function join(admission?: object): Promise<ScriptedConnection> {
    const joining = transport.join(request);
    const connection = await server.connection();
    await connection.admit(admission);
    await joining;
    return connection;
  }

  const errors = (): SignalingPush[] => pushes.filter(({ type }) => type === 'error');
  const heard = (seq: number): Promise<void> =>
    waitUntil(
      () => pushes.some((push) => push.type === 'signal' && push.payload === seq),
      `push ${seq} did not come`,
    );

  it('counts numbered pushes of a new type, and passes over them in silence', async () => {
    const connection = await join();
    connection.send({ type: 'hand-raised', seq: 1, id: 'bob' });
    connection.send({ type: 'hand-raised', seq: 2, participant: 7 });
    connection.send(signal(3));
    await heard(3);
    expect(pushes).to.have.length(1);
    expect(states).to.deep.equal(['connecting', 'open']);
    expect(server.connections).to.equal(1);
  });

  it('counts pushes that cannot be read, and reports a flood of them once', async () => {
    const connection = await join();
    for (let seq = 1; seq <= 100; seq += 1) {
      connection.send({ type: 'participant-joined', seq, participant: { ...bob, media: 'all' } });
    }
    connection.send({ type: 'participant-updated', seq: 101 });
    connection.send({ type: 'participant-away', seq: 102, id: ['bob'] });
    connection.send({ type: 'ice-servers', iceServers: 'none' });
    connection.send(signal(103));
    await heard(103);
    expect(errors()).to.have.length(1);
    expect(errors()[0]).to.have.nested.include({ 'error.code': 'bad-message', 'error.retryable': true });
    expect(errors()[0]).to.have.nested.property('error.message').that.contains('participant-joined');
    expect(pushes).to.have.length(2);
    expect(server.connections).to.equal(1);
  });

  it('resumes after what it could not read, not before it', async () => {
    const connection = await join();
    connection.send({ type: 'hand-raised', seq: 1 });
    connection.send({ type: 'participant-left', seq: 2 });
    connection.send(signal(3));
    await heard(3);
    connection.close(4000);
    const { resume } = await (await server.connection()).admit({ resumed: true, seq: 3 });
    expect(resume).to.deep.equal({ token: ADMISSION.resumeToken, lastSeq: 3 });
  });

  it('takes new fields, new words and long texts for what they are', async () => {
    const connection = await join({ hosts: ['bob'], participants: [{ ...bob, hand: 'raised' }] });
    expect(joined[0]?.participants).to.deep.equal([bob]);
    connection.send({ type: 'participant-left', seq: 1, id: 'bob', reason: 'moved', to: 'another room' });
    connection.send({
      type: 'error',
      error: { code: 'room-locked', message: 'x'.repeat(600), retryable: false },
    });
    connection.send({ type: 'error', seq: 2, error: { code: 'internal', message: '', retryable: true } });
    connection.send(signal(3));
    await heard(3);
    expect(pushes[0]).to.deep.equal({ type: 'participant-left', seq: 1, id: 'bob', reason: 'moved' });
    expect(pushes[1]).to.deep.include({
      error: { code: 'room-locked', message: 'x'.repeat(500), retryable: false },
    });
  });

  it('refuses to join with a code that it does not know, in the words of the server', async () => {
    const joining = failure(transport.join(request));
    const connection = await server.connection();
    const { id: re } = await connection.next('join');
    connection.send({
      type: 'error',
      re,
      error: { code: 'room-locked', message: 'Knock.', retryable: true },
    });
    expect(await joining).to.include({ code: 'room-locked', message: 'Knock.', recoverable: true });
    expect(transport.state).to.equal('closed');
  });

  it('meets those whom it can read, and reports that there are others', async () => {
    const connection = await join({
      participants: [{ ...bob, name: 7 }, bob, null, { ...bob, id: 'eve', media: undefined }],
      iceServers: [{ urls: 'stun:example.com' }, { quic: 'example.com' }],
    });
    expect(joined[0]?.participants).to.deep.equal([bob]);
    expect(joined[0]?.iceServers).to.deep.equal([{ urls: 'stun:example.com' }]);
    expect(errors()).to.have.length(1);
    connection.send({
      type: 'participant-updated',
      seq: 1,
      participant: { ...bob, id: 'eve' },
      participants: 1,
    });
    await waitUntil(() => pushes.some(({ type }) => type === 'participant-updated'));
    expect(errors()).to.have.length(1);
  });

  it('goes by the range of close codes that it does not know', async () => {
    (await join()).close(4242);
    await (await server.connection()).admit({ resumed: true });
    await waitUntil(() => transport.state === 'open');
    const closed = nextEvent(transport, 'statechange', () => transport.state === 'closed');
    // Between the two the connection is another one.
    expect(server.connections).to.equal(2);
    await transport.leave();
    await closed;
    const last = await join();
    const final = nextEvent(transport, 'statechange', () => transport.state === 'closed');
    last.close(4777);
    expect(await final).to.have.nested.include({ 'error.code': 'server-lost', 'error.recoverable': false });
  });

  describe('an answer to the join that cannot be read', () => {
    const UNREADABLE = { resumeToken: 7 };

    it('fails the first join, and gives the place back', async () => {
      const joining = failure(transport.join(request));
      const connection = await server.connection();
      await connection.admit(UNREADABLE);
      expect(await joining).to.include({ code: 'bad-message', recoverable: true });
      await connection.next('leave');
      expect(transport.state).to.equal('closed');
    });

    it('fails it also where it is of a new type', async () => {
      const joining = failure(transport.join(request));
      const connection = await server.connection();
      await connection.admit({ type: 'waiting-room' });
      expect(await joining).to.include({ code: 'bad-message' });
    });

    it('is asked for again after a break', async () => {
      (await join()).close(4000);
      await (await server.connection()).admit(UNREADABLE);
      await (await server.connection()).admit({ resumed: true });
      await waitUntil(() => transport.state === 'open', 'not back');
    });

    it('ends the call after a break when it is always so', async () => {
      const closed = nextEvent(transport, 'statechange', () => transport.state === 'closed');
      (await join()).close(4000);
      for (let attempt = 0; attempt < 3; attempt += 1) await (await server.connection()).admit(UNREADABLE);
      expect(await closed).to.have.nested.include({ 'error.code': 'bad-message' });
      expect(server.connections).to.equal(4);
    });
  });

  describe('numbers out of range', () => {
    it('of a push leave it unread', async () => {
      const connection = await join();
      for (const seq of [2 ** 53, -1, 0.5, '1', null]) connection.send({ ...signal(1), seq });
      connection.send(signal(1));
      await heard(1);
      expect(pushes.filter(({ type }) => type === 'signal')).to.have.length(1);
      expect(errors()).to.have.length(1);
      expect(server.connections).to.equal(1);
    });

    it('far ahead are a gap, after which it resumes where it was', async () => {
      const connection = await join();
      connection.send(signal(2 ** 53 - 1));
      const { resume } = await (await server.connection()).admit({ resumed: true });
      expect(resume?.lastSeq).to.equal(0);
    });

    it('of a time are as long as a timer can wait', async () => {
      const joining = transport.join(request);
      const limits = { ...ADMISSION.limits, graceMs: 2 ** 53 - 1, heartbeatMs: 2 ** 40 };
      const connection = await server.connection();
      await connection.admit({ limits });
      await joining;
      expect(joined[0]?.limits.graceMs).to.equal(2 ** 31 - 1);
      connection.send(signal(1));
      await heard(1);
      expect(connection.received.map(({ type }) => type)).to.deep.equal(['join']);
    });
  });
});
