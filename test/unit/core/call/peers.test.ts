import { expect } from '@open-wc/testing';
import { CallSession, type Peer } from '../../../../src/core/index.js';
import { ScriptedServer, type ScriptedConnection } from '../../../support/scripted-server.js';
import { nextEvent } from '../../support/events.js';

const member = (id: string, instance = 'first load'): object => ({
  id,
  name: id,
  instance,
  media: { microphone: false, camera: false, screen: false },
});

describe('session.peers.each', () => {
  let server: ScriptedServer;
  let session: CallSession;
  let connection: ScriptedConnection;
  /** Visits and aborted signals, in their order. */
  let seen: string[];

  beforeEach(async () => {
    server = await ScriptedServer.start();
    session = new CallSession({ signaling: server.url, room: 'r' });
    session.media.wanted = { microphone: false, camera: false };
    seen = [];
  });

  afterEach(async () => {
    session.dispose();
    await server.stop();
  });

  async function join(...ids: string[]): Promise<void> {
    const joining = session.join();
    connection = await server.connection();
    await connection.admit({ participants: ids.map((id) => member(id)) });
    await joining;
  }

  const note = ({ id, signal }: Peer): void => {
    seen.push(id);
    signal.addEventListener('abort', () => seen.push(`${id} ends`));
  };

  async function push(message: object): Promise<void> {
    const change = nextEvent(session, 'change');
    connection.send(message);
    await change;
  }

  it('visits those who are there in the order of joining, and then those who come', async () => {
    await join('Ann', 'Bob');
    session.peers.each(note);
    expect(seen).to.deep.equal(['Ann', 'Bob']);
    await push({ type: 'participant-joined', seq: 1, participant: member('Cem') });
    expect(seen).to.deep.equal(['Ann', 'Bob', 'Cem']);
  });

  it('hands out the link of each participant', async () => {
    session.peers.each(({ id, link }) => seen.push(String(link === session.getPeer(id))));
    await join('Ann');
    expect(seen).to.deep.equal(['true']);
  });

  it('aborts the signal of a participant who leaves, once nobody sees them any longer', async () => {
    await join('Ann', 'Bob');
    session.peers.each(note);
    session.peers.each(({ signal }) => {
      signal.addEventListener('abort', () => seen.push(session.participants.map(({ id }) => id).join()));
    });
    await push({ type: 'participant-left', seq: 1, id: 'Ann', reason: 'left' });
    expect(seen).to.deep.equal(['Ann', 'Bob', 'Ann ends', 'Bob']);
  });

  it('visits a participant again after a reload, when everything has heard of the end', async () => {
    await join('Ann');
    session.peers.each(note);
    // Causes a change in the middle of it, as features do.
    session.peers.each(({ signal }) => {
      signal.addEventListener('abort', () => session.dispatchEvent(new Event('change')));
    });
    session.peers.each(note);
    seen = [];
    await push({ type: 'participant-joined', seq: 1, participant: member('Ann', 'second load') });
    expect(seen).to.deep.equal(['Ann ends', 'Ann ends', 'Ann', 'Ann']);
  });

  it('ends with the call, and begins again with the next one', async () => {
    session.peers.each(note);
    await join('Ann');
    await session.leave();
    expect(seen).to.deep.equal(['Ann', 'Ann ends']);
    await join('Ann');
    expect(seen).to.deep.equal(['Ann', 'Ann ends', 'Ann']);
  });

  it('visits nobody else where a visit ends the call', async () => {
    session.peers.each((peer) => {
      note(peer);
      void session.leave();
    });
    session.peers.each(note);
    await join('Ann', 'Bob').catch(() => undefined);
    expect(seen).to.deep.equal(['Ann', 'Ann ends']);
  });

  it('visits nobody else where the end of a visit ends the call', async () => {
    await join('Ann', 'Bob');
    session.peers.each(note);
    session.peers.each(({ signal }) => signal.addEventListener('abort', () => void session.leave()));
    seen = [];
    await push({ type: 'participant-joined', seq: 1, participant: member('Ann', 'second load') });
    expect(seen).to.deep.equal(['Ann ends', 'Bob ends']);
    expect(session.getPeer('Ann')).to.equal(undefined);
  });

  it('visits nobody after its own signal has aborted, also in the middle', async () => {
    await join('Ann', 'Bob');
    const done = new AbortController();
    session.peers.each(
      (peer) => {
        note(peer);
        done.abort();
      },
      { signal: done.signal },
    );
    session.peers.each(note, { signal: done.signal });
    await push({ type: 'participant-joined', seq: 1, participant: member('Cem') });
    expect(seen).to.deep.equal(['Ann']);
  });

  it('visits each participant once for each of its listeners, also where one begins in a visit', async () => {
    session.peers.each(({ id }) => {
      if (id === 'Ann') session.peers.each(note);
    });
    await join('Ann', 'Bob');
    expect(seen).to.deep.equal(['Ann', 'Bob']);
  });
});
