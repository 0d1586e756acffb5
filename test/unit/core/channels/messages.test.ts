import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../src/core/index.js';
import { ControlQueue } from '../../../../src/core/channels/control-queue.js';
import { Messages, type SessionMessage } from '../../../../src/core/channels/index.js';
import { cleanUp, freshRoom, session } from '../../components/support.js';
import { waitUntil } from '../../support/wait-until.js';

/** Messages on a topic, as they come. */
function heard(of: CallSession, topic = 'app'): SessionMessage[] {
  const list: SessionMessage[] = [];
  Messages.of(of).on(topic, (message) => list.push(message));
  return list;
}

const thrownBy = (action: () => void): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('Messages', () => {
  let room: string;

  beforeEach(() => {
    room = freshRoom();
  });

  afterEach(cleanUp);

  /** Somebody in the room who listens from the beginning. */
  async function member(name: string): Promise<CallSession> {
    const made = session({ room, name });
    Messages.of(made);
    await made.join();
    return made;
  }

  async function meet(...names: string[]): Promise<CallSession[]> {
    const all = await Promise.all(names.map((name) => member(name)));
    const complete = (): boolean =>
      all.every(
        ({ participants }) =>
          participants.length === all.length - 1 &&
          participants.every(({ connectionState }) => connectionState === 'connected'),
      );
    await waitUntil(complete, 'not connected');
    return all;
  }

  it('is one object for a session', () => {
    const one = session();
    expect(Messages.of(one)).to.equal(Messages.of(one));
  });

  it('takes strings, JSON and bytes to everybody, in order', async () => {
    const [ann, bob, cem] = (await meet('Ann', 'Bob', 'Cem')) as [CallSession, CallSession, CallSession];
    const lists = [heard(bob), heard(cem)];
    const bytes = new Uint8Array([1, 2, 3]).buffer;
    for (const data of ['hello', { n: 1, deep: [null, true] }, bytes, 7]) Messages.of(ann).send('app', data);
    await waitUntil(() => lists.every(({ length }) => length === 4), 'not all came');
    for (const list of lists) {
      expect(list.map(({ from }) => from)).to.deep.equal(Array(4).fill(ann.self.id));
      expect(list[0]?.data).to.equal('hello');
      expect(list[1]?.data).to.deep.equal({ n: 1, deep: [null, true] });
      expect(new Uint8Array(list[2]?.data as ArrayBuffer)).to.deep.equal(new Uint8Array([1, 2, 3]));
      expect(list[3]?.data).to.equal(7);
    }
  });

  it('takes something to one only', async () => {
    const [ann, bob, cem] = (await meet('Ann', 'Bob', 'Cem')) as [CallSession, CallSession, CallSession];
    const [atBob, atCem] = [heard(bob), heard(cem)];
    Messages.of(ann).send('app', 'for Bob', bob.self.id);
    Messages.of(ann).send('app', 'for all');
    await waitUntil(() => atCem.length === 1 && atBob.length === 2, 'not all came');
    expect(atCem[0]?.data).to.equal('for all');
    expect(atBob.map(({ data }) => data)).to.deep.equal(['for Bob', 'for all']);
  });

  it('says each message once, also those that were on their way when the connection broke', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const atBob = heard(bob);
    const [first, second] = ann.self.id < bob.self.id ? [ann, bob] : [bob, ann];
    for (let i = 0; i < 60; i += 1) {
      Messages.of(ann).send('app', i);
      if (i % 20 === 10) first.getPeer(second.self.id)?.receive({ kind: 'renew', epoch: Date.now() + i });
    }
    await waitUntil(() => atBob.at(-1)?.data === 59, 'not all came');
    expect(atBob.map(({ data }) => data)).to.deep.equal(Array.from({ length: 60 }, (_, i) => i));
  });

  it('keeps what is said to somebody who is still being connected', async () => {
    const ann = await member('Ann');
    const bob = session({ room, name: 'Bob' });
    const atBob = heard(bob);
    ann.addEventListener('rtc-participant-join', ({ participant }) => {
      expect(participant.connectionState).not.to.equal('connected');
      for (let i = 0; i < 20; i += 1) Messages.of(ann).send('app', i, participant.id);
    });
    await bob.join();
    await waitUntil(() => atBob.length === 20, 'not all came');
    expect(atBob.map(({ data }) => data)).to.deep.equal(Array.from({ length: 20 }, (_, i) => i));
  });

  it('keeps what is said on a topic until somebody listens to it', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const atBob = heard(bob);
    Messages.of(ann).send('later', 'one');
    Messages.of(ann).send('app', 'two');
    await waitUntil(() => atBob.length === 1, 'it did not come');
    expect(heard(bob, 'later').map(({ data }) => data)).to.deep.equal(['one']);
    // It was handed over once.
    expect(heard(bob, 'later')).to.be.empty;
  });

  it('stops listening when it is told to', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const done = new AbortController();
    const early: unknown[] = [];
    Messages.of(bob).on('app', (message) => early.push(message), { signal: done.signal });
    done.abort();
    const atBob = heard(bob);
    Messages.of(ann).send('app', 'hi');
    await waitUntil(() => atBob.length === 1, 'it did not come');
    expect(early).to.be.empty;
  });

  it('goes on over a new connection', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const [atAnn, atBob] = [heard(ann), heard(bob)];
    const [first, second] = ann.self.id < bob.self.id ? [ann, bob] : [bob, ann];
    const link = first.getPeer(second.self.id);
    const before = link?.connection;
    // The answering side says this when it has given up the connection.
    link?.receive({ kind: 'renew', epoch: Date.now() });
    expect(link?.connection).not.to.equal(before);
    Messages.of(ann).send('app', 'to Bob');
    Messages.of(bob).send('app', 'to Ann');
    await waitUntil(() => atAnn.length === 1 && atBob.length === 1, 'they did not come');
    expect(atAnn[0]?.data).to.equal('to Ann');
    expect(atBob[0]?.data).to.equal('to Bob');
  });

  describe('bytes', () => {
    const bytes = new Uint8Array([0, 1, 127, 128, 255]);

    it('come on the topic on which they were sent', async () => {
      const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
      const [app, mine] = [heard(bob), heard(bob, 'mine')];
      Messages.of(ann).send('mine', bytes.buffer);
      Messages.of(ann).send('app', bytes.buffer);
      Messages.of(ann).send('mine', 'the end');
      await waitUntil(() => mine.length === 2, 'not all came');
      expect(mine.map(({ data }) => data)[1]).to.equal('the end');
      for (const list of [app, mine]) {
        expect(list[0]?.data).to.be.instanceOf(ArrayBuffer);
        expect(new Uint8Array(list[0]?.data as ArrayBuffer)).to.deep.equal(bytes);
      }
      expect(app).to.have.length(1);
    });

    it('are on the topic `app` what they always were, for pages with an older version', async () => {
      const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
      const frames: unknown[] = [];
      bob.getPeer(ann.self.id)?.control?.addEventListener('message', ({ data }) => frames.push(data));
      Messages.of(ann).send('app', bytes.buffer);
      Messages.of(ann).send('mine', bytes.buffer);
      await waitUntil(() => frames.length === 2, 'not all came');
      const [app, mine] = frames as [ArrayBuffer, string];
      expect(new Uint8Array(app, 8)).to.deep.equal(bytes);
      // Older versions take every binary frame for the page's: what is not for it must not be one.
      expect(mine).to.match(/^\d+:\{"topic":"mine",/);
    });

    it('may be a view, or shared with another thread, and are what they were when they were sent', async () => {
      const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
      const atBob = heard(bob);
      // Not a global of pages that are not isolated, and not made in any other way.
      const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
      new Uint8Array(shared).set(bytes);
      const inside = new Uint8Array([9, ...bytes, 9]);
      const sent = [
        inside.subarray(1, -1),
        new DataView(inside.buffer, 1, bytes.length),
        new Uint8Array(shared, 0, bytes.length),
        new Uint16Array([513]),
        shared,
      ];
      for (const data of sent) Messages.of(ann).send('app', data);
      inside.fill(7);
      new Uint8Array(shared).fill(7);
      await waitUntil(() => atBob.length === sent.length, 'not all came');
      const came = atBob.map(({ data }) => [...new Uint8Array(data as ArrayBuffer)]);
      expect(came.slice(0, 3)).to.deep.equal([[...bytes], [...bytes], [...bytes]]);
      expect(came[3]).to.deep.equal([1, 2]);
      expect(came[4]?.slice(0, bytes.length)).to.deep.equal([...bytes]);
    });
  });

  it('refuses what cannot be sent, and sends nobody a part of it', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const atBob = heard(bob);
    const messages = Messages.of(ann);
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const moved = new Uint8Array(8);
    structuredClone(moved.buffer, { transfer: [moved.buffer] });
    const impossible = [undefined, () => 1, Symbol('x'), 1n, { n: 1n }, cycle, new Blob(['x']), moved];
    for (const data of impossible) {
      expect(
        thrownBy(() => messages.send('app', data)),
        Object.prototype.toString.call(data),
      ).to.include({
        name: 'RtcError',
        code: 'bad-message',
      });
    }
    for (const topic of ['', 'x'.repeat(33), 7 as unknown as string]) {
      const refused = { name: 'RtcError', code: 'invalid-options' };
      expect(thrownBy(() => messages.send(topic, 1))).to.include(refused);
      expect(thrownBy(() => messages.on(topic, () => undefined))).to.include(refused);
    }
    for (const topic of ['app', 'mine']) {
      const large = thrownBy(() => messages.send(topic, new ArrayBuffer(64 * 1024 + 1)));
      expect(large).to.have.property('code', 'message-too-large');
    }
    messages.send('app', 'the end');
    await waitUntil(() => atBob.length > 0, 'it did not come');
    expect(atBob.map(({ data }) => data)).to.deep.equal(['the end']);
  });

  it('refuses the same where nobody is there to hear it', () => {
    const messages = Messages.of(session({ room }));
    expect(thrownBy(() => messages.send('app', 1n))).to.have.property('code', 'bad-message');
    expect(thrownBy(() => messages.send('app', 'x'.repeat(64 * 1024)))).to.have.property(
      'code',
      'message-too-large',
    );
  });

  it('hears nobody who is not in the call any more, and nothing where it was told so before', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const done = new AbortController();
    done.abort();
    Messages.of(bob).on('app', () => expect.fail('it was told not to listen'), { signal: done.signal });
    const atBob = heard(bob);
    const channel = bob.getPeer(ann.self.id)?.control;
    void bob.leave();
    channel?.dispatchEvent(
      new MessageEvent('message', { data: `${Date.now() * 2}:{"topic":"app","data":1}` }),
    );
    expect(atBob).to.be.empty;
  });

  it('says who is not there, and what is too large', async () => {
    const [ann] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const messages = Messages.of(ann);
    expect(thrownBy(() => messages.send('app', 1, 'nobody'))).to.have.property('code', 'unknown-participant');
    expect(thrownBy(() => messages.send('app', 'x'.repeat(64 * 1024)))).to.have.property(
      'code',
      'message-too-large',
    );
    expect(thrownBy(() => messages.send('app', new ArrayBuffer(64 * 1024 + 1)))).to.have.property(
      'code',
      'message-too-large',
    );
  });

  it('does not let more wait than it should, and tells the others all the same', async () => {
    const ann = await member('Ann');
    const bob = session({ room, name: 'Bob' });
    const atBob = heard(bob);
    let refused: unknown;
    let sent = 0;
    ann.addEventListener('rtc-participant-join', () => {
      const large = 'x'.repeat(60 * 1024);
      refused = thrownBy(() => {
        for (;;) {
          Messages.of(ann).send('app', large);
          sent += 1;
        }
      });
    });
    await bob.join();
    await waitUntil(() => sent > 0 && atBob.length === sent, 'not all came');
    expect(sent).to.be.within(64, 72);
    expect(refused).to.have.property('code', 'rate-limited');
  });

  it('stays alive whatever comes', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const atBob = heard(bob);
    const control = ann.getPeer(bob.self.id)?.control;
    if (!control) throw new Error('there is no control channel');
    await waitUntil(() => control.readyState === 'open', 'it does not open');
    const nonsense = [
      '',
      '{',
      'null',
      '7',
      '[]',
      '{"topic":7}',
      '{"data":1}',
      '{"topic":"' + 'x'.repeat(33) + '"}',
    ];
    for (const frame of [...nonsense, ':', ':x', 'x:y', '-1:{}', ':1e9', '0:', '0.5:null'])
      control.send(frame);
    nonsense.forEach((topic, i) => {
      control.send(`${i + 1}:${JSON.stringify({ topic, data: 'unknown topic' })}`);
    });
    control.send('20:{"topic":"app","bytes":"no Base64!"}');
    control.send(new Uint8Array([1, 2]));
    control.send(`1:${'x'.repeat(70_000)}`);
    for (let i = 0; i < 300; i += 1) Messages.of(ann).send(`unheard ${i}`, i);
    Messages.of(ann).send('app', 'still here');
    await waitUntil(() => atBob.length === 1, 'it did not come');
    expect(atBob[0]?.data).to.equal('still here');
    // The newest are kept, the oldest not.
    expect(heard(bob, 'unheard 0')).to.be.empty;
    expect(heard(bob, 'unheard 299')).to.have.length(1);
  });

  it('that nobody listens to drive out no others', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const last = heard(bob, 'last');
    Messages.of(ann).send('early', 'kept');
    for (let i = 0; i < 200; i += 1) Messages.of(ann).send('noise', i);
    Messages.of(ann).send('last', 0);
    await waitUntil(() => last.length === 1, 'not heard');
    expect(heard(bob, 'early')).to.have.length(1);
    expect(heard(bob, 'noise').map(({ data }) => data)).to.deep.equal(
      Array.from({ length: 127 }, (_, i) => i + 73),
    );
  });

  it('are confirmed again when they come again, and heard once', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const atBob = heard(bob);
    const control = ann.getPeer(bob.self.id)?.control;
    if (!control) throw new Error('there is no control channel');
    await waitUntil(() => control.readyState === 'open', 'it does not open');
    const confirmed: unknown[] = [];
    control.addEventListener('message', ({ data }) => confirmed.push(data));
    for (let times = 0; times < 2; times += 1) control.send('5:{"topic":"app","data":"once"}');
    await waitUntil(() => confirmed.filter((data) => data === ':5').length === 2, confirmed.join());
    expect(atBob).to.have.length(1);
  });

  it('are heard by somebody who still knows those of before, when one has begun anew', async () => {
    const [ann, bob] = (await meet('Ann', 'Bob')) as [CallSession, CallSession];
    const atBob = heard(bob);
    for (let message = 0; message < 5; message += 1) Messages.of(ann).send('app', `old ${message}`);
    await waitUntil(() => atBob.length === 5, 'not heard');
    // As after a restart of the server in which one had given the other one up: a new queue, at the link of before.
    const link = ann.getPeer(bob.self.id);
    if (!link) throw new Error('no link');
    new ControlQueue(link, () => undefined).send(JSON.stringify({ topic: 'app', data: 'new' }));
    await waitUntil(() => atBob.length === 6, 'not heard');
  });
});
