import { expect } from '@open-wc/testing';
import { CallSession, type RtcErrorEvent } from '../../../../src/core/index.js';
import { ScriptedServer, type ScriptedConnection } from '../../../support/scripted-server.js';
import { failure, nextEvent } from '../../support/events.js';
import { waitUntil } from '../../support/wait-until.js';

const bob = {
  id: 'bob',
  name: 'Bob',
  instance: 'i-bob',
  media: { microphone: true, camera: false, screen: false },
};

describe('CallSession and a server whose words it does not know', () => {
  let server: ScriptedServer;
  let session: CallSession;
  let errors: RtcErrorEvent['error'][];

  beforeEach(async () => {
    server = await ScriptedServer.start();
    session = new CallSession({ signaling: server.url, room: 'r' });
    session.media.wanted = { microphone: false, camera: false };
    errors = [];
    session.addEventListener('rtc-error', ({ error }) => errors.push(error));
  });

  afterEach(async () => {
    session.dispose();
    await server.stop();
  });

  async function join(admission?: object): Promise<ScriptedConnection> {
    const joining = session.join();
    const connection = await server.connection();
    await connection.admit(admission);
    await joining;
    return connection;
  }

  it('sees somebody leave for a reason that it does not know', async () => {
    const connection = await join({ participants: [bob] });
    expect(session.participants).to.have.length(1);
    const leave = nextEvent(session, 'rtc-participant-leave');
    connection.send({ type: 'participant-left', seq: 1, id: 'bob', reason: 'moved' });
    expect(await leave).to.include({ reason: 'moved' });
    expect(session.participants).to.deep.equal([]);
  });

  it('reports what it cannot read once, and goes on', async () => {
    const connection = await join();
    for (let seq = 1; seq <= 20; seq += 1) {
      connection.send({ type: 'participant-joined', seq, participant: { ...bob, instance: 7 } });
    }
    connection.send({ type: 'hand-raised', seq: 21, id: 'bob' });
    connection.send({ type: 'participant-joined', seq: 22, participant: bob });
    await waitUntil(() => session.participants.length === 1, 'Bob did not come');
    expect(errors).to.have.length(1);
    expect(errors[0]).to.include({ code: 'bad-message', recoverable: true });
    expect(session.state).to.equal('in-call');
  });

  it('passes on errors with codes that it does not know', async () => {
    const connection = await join();
    const told = nextEvent(session, 'rtc-error');
    connection.send({
      type: 'error',
      error: { code: 'room-locked', message: 'The host has locked it.', retryable: false },
    });
    expect(await told).to.have.nested.include({
      'error.code': 'room-locked',
      'error.message': 'The host has locked it.',
      'error.recoverable': false,
    });
    expect(session.state).to.equal('in-call');
  });

  it('fails clearly when it cannot read that it was let in', async () => {
    const joining = failure(session.join());
    await (await server.connection()).admit({ limits: null });
    expect(await joining).to.include({ code: 'bad-message' });
    expect(session.state).to.equal('failed');
    expect(errors).to.have.length(1);
  });

  it('is shown as it is by a page that mutes itself as soon as it is back', async () => {
    session.media.wanted = { microphone: true, camera: false };
    await join();
    server.last?.close(4000);
    await waitUntil(() => session.state === 'reconnecting');
    await session.toggleMicrophone(false);
    await session.toggleMicrophone(true);
    session.addEventListener('rtc-state-change', ({ state }) => {
      if (state === 'in-call') void session.toggleMicrophone(false);
    });
    const connection = await server.connection();
    await connection.admit({ resumed: true });
    await waitUntil(() => !session.self.media.microphone, 'not muted');
    const updates = (): (boolean | undefined)[] =>
      connection.received.flatMap((message) =>
        message.type === 'update' ? [message.media?.microphone] : [],
      );
    await waitUntil(() => updates().length >= 3, 'the others do not know');
    expect(updates()).to.deep.equal([true, true, false]);
  });
});
