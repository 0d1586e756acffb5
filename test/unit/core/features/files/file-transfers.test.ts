import { expect } from '@open-wc/testing';
import {
  FileTransfers,
  MAX_FILE_BYTES,
  type Transfer,
} from '../../../../../src/core/features/files/index.js';
import { RtcError, type CallSession } from '../../../../../src/core/index.js';
import { Messages } from '../../../../../src/core/channels/index.js';
import { arrived, cleanUp, countIdleChanges, linkBetween, ODDITIES, renew, sayRaw } from '../chat/support.js';
import { MIB, now, offered, onSend, randomFile, reaches, sha256, sharing } from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

declare const ROUNDS: number;

/** One of so many combinations of malformed fields is sent; all in `npm run test:soak`. */
const STRIDE = ROUNDS < 1000 ? 16 : 1;

const codeOf = (action: () => unknown): string | undefined => {
  try {
    action();
  } catch (error) {
    return error instanceof RtcError ? error.code : String(error);
  }
  return undefined;
};

/** The amounts that were shown, in their order. */
function progressOf(at: CallSession, id: () => string): number[] {
  const amounts: number[] = [];
  FileTransfers.of(at).addEventListener('change', () => {
    const transfer = FileTransfers.of(at).transfers.find((one) => one.id === id());
    if (transfer && transfer.transferred !== amounts.at(-1)) amounts.push(transfer.transferred);
  });
  return amounts;
}

describe('FileTransfers', () => {
  const cleanups: (() => void)[] = [];
  let ann: CallSession;
  let bob: CallSession;

  beforeEach(async () => {
    [ann, bob] = (await sharing('Ann', 'Bob')) as [CallSession, CallSession];
  });

  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
    cleanUp();
  });

  const stand = (...args: Parameters<typeof onSend>): void => {
    cleanups.push(onSend(...args).restore);
  };

  const offer = (file: Blob, options = {}): Transfer => FileTransfers.of(ann).offer(file, options)[0]!;

  /** Ann's transfer and Bob's, which he has accepted. */
  async function transferring(file: File): Promise<[sent: string, received: string]> {
    const sent = offer(file);
    const received = await offered(bob, file.name);
    FileTransfers.of(bob).accept(received.id);
    return [sent.id, received.id];
  }

  it('lets the browser ask before the page is left, as long as a file is on its way and no longer', async () => {
    const asks = (): boolean => {
      const event = new Event('beforeunload', { cancelable: true });
      globalThis.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const file = randomFile(2 * MIB);
    offer(file);
    const { id } = await offered(bob, file.name);
    expect(asks()).to.equal(false);
    FileTransfers.of(bob).accept(id);
    expect(asks()).to.equal(true);
    await reaches(bob, id, 'done');
    await waitUntil(() => !asks(), 'it still asks');
    const another = randomFile(2 * MIB);
    offer(another);
    const second = await offered(bob, another.name);
    FileTransfers.of(bob).accept(second.id);
    expect(asks()).to.equal(true);
    void bob.leave();
    await waitUntil(() => !asks(), 'it asks after a transfer that was given up');
  });

  it('brings 20 MiB unchanged, shows progress at both ends, and never fills the buffer', async () => {
    const file = randomFile(20 * MIB + 12_345);
    let most = 0;
    stand((channel, data, send) => {
      send();
      most = Math.max(most, channel.bufferedAmount);
      expect(data.byteLength).to.be.at.most(16 * 1024);
    });
    const sent = offer(file);
    expect(sent).to.be.frozen;
    expect(sent).to.include({
      own: true,
      participant: bob.self.id,
      participantName: 'Bob',
      state: 'offered',
    });
    const received = await offered(bob);
    expect(received).to.include({ name: 'random.bin', type: 'application/x-random', size: file.size });
    expect(received).to.include({ own: false, participant: ann.self.id, participantName: 'Ann' });
    const progress = [progressOf(ann, () => sent.id), progressOf(bob, () => received.id)];
    FileTransfers.of(bob).accept(received.id);
    const { blob, transferred } = await reaches(bob, received.id, 'done');
    await reaches(ann, sent.id, 'done');
    expect(transferred).to.equal(file.size);
    expect(now(ann, sent.id).transferred).to.equal(file.size);
    expect(blob?.type).to.equal('application/x-random');
    expect(await sha256(blob)).to.equal(await sha256(file));
    for (const amounts of progress) {
      expect(amounts.length).to.be.greaterThan(2);
      expect(amounts).to.deep.equal(amounts.toSorted((a, b) => a - b));
    }
    expect(most).to.be.within(256 * 1024, MIB + 16 * 1024);
  });

  it('tells of its progress by itself, and not at the session', async () => {
    const idle = [countIdleChanges(ann), countIdleChanges(bob)];
    const progress = progressOf(bob, () => FileTransfers.of(bob).transfers[0]?.id ?? '');
    const [sent, received] = await transferring(randomFile(8 * MIB));
    await reaches(bob, received, 'done');
    await reaches(ann, sent, 'done');
    expect(progress.length).to.be.greaterThan(2);
    expect(idle).to.deep.equal([{ count: 0 }, { count: 0 }]);
  });

  it('counts what was offered until the call is joined again', async () => {
    offer(new File(['hello'], 'hello.txt'));
    await offered(bob, 'hello.txt');
    expect(bob.features.chat?.unread).to.equal(1);
    await bob.leave();
    expect(bob.features.chat?.unread).to.equal(1);
    await bob.join();
    expect(bob.features.chat?.unread).to.equal(0);
  });

  it('moves nothing before the receiver accepts', async () => {
    let sent = 0;
    stand((_channel, _data, send) => {
      sent += 1;
      send();
    });
    const own = offer(new File(['hello'], 'hello.txt', { type: 'text/plain;charset=utf-8' }));
    const received = await offered(bob, 'hello.txt');
    expect(received.type).to.equal('text/plain');
    expect(sent).to.equal(0);
    FileTransfers.of(bob).accept(received.id);
    const { blob } = await reaches(bob, received.id, 'done');
    expect(await blob?.text()).to.equal('hello');
    await reaches(ann, own.id, 'done');
  });

  it('brings an empty file', async () => {
    const [sent, received] = await transferring(new File([], 'empty'));
    expect((await reaches(bob, received, 'done')).blob?.size).to.equal(0);
    await reaches(ann, sent, 'done');
  });

  it('announces an offer, counts it as unread, and can be accepted by the listener', async () => {
    FileTransfers.of(bob).addEventListener('offer', ({ transfer }) => {
      FileTransfers.of(bob).accept(transfer.id);
    });
    const sent = offer(new Blob(['a']), { to: bob.self.id, name: 'a.txt' });
    await reaches(ann, sent.id, 'done');
    expect(bob.features.chat?.unread).to.equal(1);
    expect(ann.features.chat?.unread ?? 0).to.equal(0);
    expect(FileTransfers.of(bob).transfers[0]?.name).to.equal('a.txt');
  });

  it('brings several files both ways at once', async () => {
    const files = [1, 2, 3].map((n) => randomFile(2 * MIB + n, `file ${n}`));
    for (const [from, to] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      FileTransfers.of(to).addEventListener('offer', ({ transfer }) => {
        FileTransfers.of(to).accept(transfer.id);
      });
      for (const file of files) FileTransfers.of(from).offer(file);
    }
    for (const at of [ann, bob]) {
      const all = (): readonly Transfer[] => FileTransfers.of(at).transfers;
      await waitUntil(() => all().length === 6 && all().every(({ state }) => state === 'done'), 'not done');
      for (const file of files) {
        const received = all().find(({ own, name }) => !own && name === file.name);
        expect(await sha256(received?.blob)).to.equal(await sha256(file));
      }
    }
  });

  it('writes into a sink, and closes it when all is there', async () => {
    const file = randomFile(3 * MIB + 1);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let closed = false;
    const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
      write: (part) => void parts.push(part),
      close: () => void (closed = true),
    });
    offer(file);
    const { id } = await offered(bob);
    FileTransfers.of(bob).accept(id, sink);
    expect((await reaches(bob, id, 'done')).blob).to.equal(undefined);
    expect(closed).to.equal(true);
    expect(await sha256(new Blob(parts))).to.equal(await sha256(file));
  });

  it('fails at both ends where the sink does, and holds back a sender whose receiver is slow to store', async () => {
    const sent = offer(randomFile(20 * MIB));
    const { id } = await offered(bob);
    let fail: (error: Error) => void = () => undefined;
    const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
      write: () => new Promise((_, reject) => (fail = reject)),
    });
    FileTransfers.of(bob).accept(id, sink);
    await waitUntil(() => now(bob, id).transferred > 7 * MIB, 'stands still');
    // A receiver that waits for the disk gets no more than the window.
    await waitUntil(() => linkBetween(ann, bob).control?.bufferedAmount === 0);
    expect(now(bob, id).transferred).to.be.at.most(8 * MIB);
    fail(new Error('disk full'));
    expect((await reaches(bob, id, 'failed')).reason).to.equal('not-stored');
    expect((await reaches(ann, sent.id, 'failed')).reason).to.equal('not-stored');
  });

  it('is declined', async () => {
    const sent = offer(randomFile(10));
    const { id } = await offered(bob);
    FileTransfers.of(bob).decline(id);
    expect(now(bob, id).state).to.equal('declined');
    await reaches(ann, sent.id, 'declined');
    FileTransfers.of(bob).accept(id);
    expect(now(bob, id).state).to.equal('declined');
  });

  it('is taken back before it was accepted', async () => {
    const sent = offer(randomFile(10));
    const { id } = await offered(bob);
    FileTransfers.of(ann).cancel(sent.id);
    expect(now(ann, sent.id).state).to.equal('cancelled');
    await reaches(bob, id, 'cancelled');
  });

  for (const who of ['sender', 'receiver'] as const) {
    it(`is cancelled by the ${who} in the middle`, async () => {
      const [sent, received] = await transferring(randomFile(30 * MIB));
      await waitUntil(() => now(bob, received).transferred > 0, 'does not begin');
      if (who === 'sender') FileTransfers.of(ann).cancel(sent);
      else FileTransfers.of(bob).cancel(received);
      await Promise.all([reaches(ann, sent, 'cancelled'), reaches(bob, received, 'cancelled')]);
      expect(now(bob, received).blob).to.equal(undefined);
    });
  }

  it('notices content that was changed on its way', async () => {
    let chunks = 0;
    stand((_channel, data, send) => {
      chunks += 1;
      if (chunks === 70) data[5] = (data[5] ?? 0) ^ 1;
      send();
    });
    const [sent, received] = await transferring(randomFile(3 * MIB));
    expect((await reaches(bob, received, 'failed')).reason).to.equal('corrupted');
    expect((await reaches(ann, sent, 'failed')).reason).to.equal('corrupted');
    expect(now(bob, received).blob).to.equal(undefined);
  });

  it('refuses more than was offered', async () => {
    stand((channel, _data, send) => {
      send();
      send();
      expect(channel.readyState).to.equal('open');
    });
    const [sent, received] = await transferring(randomFile(100));
    expect((await reaches(bob, received, 'failed')).reason).to.equal('refused');
    expect((await reaches(ann, sent, 'failed')).reason).to.equal('refused');
  });

  it('fails where the file cannot be read any more', async () => {
    const file = randomFile(10);
    file.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    const [sent, received] = await transferring(file);
    expect((await reaches(ann, sent, 'failed')).reason).to.equal('unreadable');
    expect((await reaches(bob, received, 'failed')).reason).to.equal('unreadable');
  });

  it('fails at both ends when the participant leaves in the middle', async () => {
    const [sent, received] = await transferring(randomFile(30 * MIB));
    await waitUntil(() => now(bob, received).transferred > 0, 'does not begin');
    await bob.leave();
    expect(now(bob, received)).to.include({ state: 'failed', reason: 'disconnected' });
    expect((await reaches(ann, sent, 'failed')).reason).to.equal('disconnected');
    await bob.join();
    expect(FileTransfers.of(bob).transfers).to.deep.equal([]);
  });

  it('goes on over another connection from where it was, and is unchanged', async () => {
    const file = randomFile(16 * MIB + 5);
    let bytes = 0;
    let renewed = false;
    stand((_channel, data, send) => {
      bytes += data.byteLength;
      send();
      if (renewed || bytes < 6 * MIB) return;
      renewed = true;
      renew(ann, bob);
      expect(FileTransfers.of(bob).transfers[0]?.state).to.equal('transferring');
    });
    const before = linkBetween(bob, ann).connection;
    const [sent, received] = await transferring(file);
    const { blob } = await reaches(bob, received, 'done');
    await reaches(ann, sent, 'done');
    expect(linkBetween(bob, ann).connection).to.not.equal(before);
    expect(await sha256(blob)).to.equal(await sha256(file));
    // Not from the start: at most what was in the buffers.
    expect(bytes).to.be.below(file.size + 5 * MIB);
  });

  it('goes on when only its channel was closed', async () => {
    const file = randomFile(12 * MIB);
    let chunks = 0;
    stand((channel, _data, send) => {
      chunks += 1;
      if (chunks === 300) channel.close();
      else send();
    });
    const [sent, received] = await transferring(file);
    const { blob } = await reaches(bob, received, 'done');
    await reaches(ann, sent, 'done');
    expect(await sha256(blob)).to.equal(await sha256(file));
  });

  it('gives up when no channel lasts', async () => {
    stand((channel) => {
      channel.close();
    });
    const [sent, received] = await transferring(randomFile(1000));
    expect((await reaches(bob, received, 'failed')).reason).to.equal('interrupted');
    expect((await reaches(ann, sent, 'failed')).reason).to.equal('interrupted');
  });

  it('offers a name without path and tricks, and a type that is one', async () => {
    const cases = [
      ['../../etc/passwd', 'text/plain', 'passwd', 'text/plain'],
      ['C:\\Users\\x\\a.exe', 'TEXT/HTML; charset=x', 'a.exe', 'text/html'],
      ['photo\u202egpj.exe', '<script>', 'photogpj.exe', ''],
      ['a\u0000b\n.txt', 'a/b/c', 'ab.txt', ''],
      ['..', '', 'file', ''],
      ['', '', 'file', ''],
      [`${'\u{1f600}'.repeat(150)}.jpeg`, 'image/jpeg', `${'\u{1f600}'.repeat(125)}.jpeg`, 'image/jpeg'],
    ] as const;
    for (const [i, [name, type, cleanName, cleanType]] of cases.entries()) {
      sayRaw(ann, bob, 'file', { kind: 'offer', id: `x${i}`, name, type, size: 1 });
      const received = await offered(bob, cleanName);
      expect(received.type).to.equal(cleanType);
      FileTransfers.of(bob).decline(received.id);
    }
    for (const [name, , cleanName] of cases) {
      expect(offer(new Blob(['x']), { name })).to.include({ name: cleanName });
    }
  });

  it('says why it cannot offer', async () => {
    const huge = new Blob(['x']);
    Object.defineProperty(huge, 'size', { value: MAX_FILE_BYTES + 1 });
    expect(codeOf(() => offer(huge))).to.equal('message-too-large');
    expect(codeOf(() => offer(new Blob(['x']), { to: 'nobody' }))).to.equal('unknown-participant');
    for (let n = 0; n < 16; n += 1) offer(new Blob(['x']));
    expect(codeOf(() => offer(new Blob(['x'])))).to.equal('rate-limited');
    await bob.leave();
    await waitUntil(() => ann.participants.length === 0, 'still there');
    expect(codeOf(() => offer(new Blob(['x'])))).to.equal('unknown-participant');
    expect(FileTransfers.of(ann).transfers.every(({ state }) => state === 'failed')).to.equal(true);
  });

  it('declines for its person what is offered beyond the limit', async () => {
    for (let n = 0; n < 500; n += 1) {
      sayRaw(ann, bob, 'file', { kind: 'offer', id: `x${n}`, name: `${n}`, type: '', size: 1 });
    }
    for (let n = 0; n < 500; n += 1) sayRaw(ann, bob, 'file', { kind: 'cancel', id: `x${n}` });
    for (let n = 500; n < 1000; n += 1) {
      sayRaw(ann, bob, 'file', { kind: 'offer', id: `x${n}`, name: `${n}`, type: '', size: 1 });
    }
    const own = offer(randomFile(10));
    expect((await reaches(ann, own.id, 'declined')).reason).to.equal('too-many');
    const open = FileTransfers.of(bob).transfers.filter(({ state }) => state === 'offered');
    expect(open).to.have.length(16);
    expect(FileTransfers.of(bob).transfers.length).to.be.below(60);
  });

  it('stays what it is under malformed messages of every kind', async () => {
    const [sent, received] = await transferring(new File(['content'], 'before.txt'));
    await Promise.all([reaches(ann, sent, 'done'), reaches(bob, received, 'done')]);
    const open = offer(new File(['content'], 'open.txt'));
    const incoming = await offered(bob, 'open.txt');
    const back = FileTransfers.of(bob).offer(new File(['content'], 'back.txt'))[0]!;
    await offered(ann, 'back.txt');
    const kinds = ['offer', 'accept', 'decline', 'stored', 'end', 'done', 'cancel', ...ODDITIES];
    for (const [i, kind] of kinds.entries()) {
      for (const [j, value] of ODDITIES.entries()) {
        sayRaw(ann, bob, 'file', value);
        for (const [k, other] of ODDITIES.entries()) {
          if (value === other || (i + j + k) % STRIDE > 0) continue;
          const fields = {
            name: value,
            type: other,
            size: value,
            offset: other,
            channel: value,
            reason: other,
          };
          sayRaw(ann, bob, 'file', { kind, id: other, ...fields, checksum: value });
          sayRaw(ann, bob, 'file', { kind, id: 'unknown', ...fields });
        }
        await arrived(ann, bob);
      }
    }
    FileTransfers.of(bob).accept(incoming.id);
    await Promise.all([reaches(ann, open.id, 'done'), reaches(bob, incoming.id, 'done')]);
    expect(now(bob, back.id).state).to.equal('offered');
    expect(await now(bob, received).blob?.text()).to.equal('content');
    for (const { own, name, size } of FileTransfers.of(bob).transfers) {
      if (!own) expect(`${name} ${size}`).to.match(/^\S+\.txt 7$/);
    }
  });

  it('fails a transfer whose other end breaks the rules', async () => {
    const theirs = ann.self.id < bob.self.id ? 1 : 2;
    const heard = new Map<unknown, unknown>();
    Messages.of(bob).on('file', ({ data }) => {
      const { name, id } = data as { name?: unknown; id?: unknown };
      if (name !== undefined) heard.set(name, id);
    });
    for (const [what, lie] of [
      ['a stream that is not theirs', { kind: 'accept', channel: theirs + 1, offset: 0 }],
      ['the control channel', { kind: 'accept', channel: 0, offset: 0 }],
      ['content that was not sent', { kind: 'accept', channel: theirs, offset: 5 }],
      ['an end that is none', { kind: 'done' }],
      ['storing what was not sent', { kind: 'stored', offset: 5 }],
    ] as const) {
      const sent = offer(new File(['content'], what));
      await offered(bob, what);
      // As another page would, which knows the id of the wire.
      sayRaw(bob, ann, 'file', { id: heard.get(what), ...lie });
      expect((await reaches(ann, sent.id, 'failed')).reason).to.equal('refused');
    }
    expect(linkBetween(ann, bob).control?.readyState).to.equal('open');
  });

  it('ends for a reason that only a newer page knows', async () => {
    const ids: unknown[] = [];
    Messages.of(bob).on('file', ({ data }) => ids.push((data as { id?: unknown }).id));
    for (const [kind, state] of [
      ['decline', 'declined'],
      ['cancel', 'cancelled'],
    ] as const) {
      const sent = offer(new File(['content'], kind));
      await offered(bob, kind);
      sayRaw(bob, ann, 'file', { kind, id: ids.at(-1), reason: 'virus', until: 'tomorrow' });
      await reaches(ann, sent.id, state);
    }
  });
});

describe('FileTransfers among three', () => {
  afterEach(cleanUp);

  it('lets no slow receiver hold back the other one', async () => {
    const [ann, bob, cleo] = (await sharing('Ann', 'Bob', 'Cleo')) as [CallSession, CallSession, CallSession];
    const file = randomFile(4 * MIB);
    const slow = linkBetween(ann, cleo);
    const slowChannels = new Set<RTCDataChannel>();
    const create = slow.connection!.createDataChannel.bind(slow.connection);
    slow.connection!.createDataChannel = (...args) => {
      const channel = create(...args);
      slowChannels.add(channel);
      return channel;
    };
    let held: (() => void)[] = [];
    const standIn = onSend((channel, _data, send) => {
      if (!slowChannels.has(channel)) send();
      else held.push(send);
    });
    // Held data counts as buffered, as in a browser whose network takes nothing.
    const original = Object.getOwnPropertyDescriptor(RTCDataChannel.prototype, 'bufferedAmount')!;
    Object.defineProperty(RTCDataChannel.prototype, 'bufferedAmount', {
      configurable: true,
      get(this: RTCDataChannel) {
        return slowChannels.has(this) ? held.length * 16_384 : (original.get?.call(this) as number);
      },
    });
    try {
      const transfers = FileTransfers.of(ann).offer(file);
      expect(transfers).to.have.length(2);
      const toBob = transfers.find(({ participant }) => participant === bob.self.id)!;
      const toCleo = transfers.find(({ participant }) => participant === cleo.self.id)!;
      const [atBob, atCleo] = await Promise.all([offered(bob), offered(cleo)]);
      FileTransfers.of(cleo).accept(atCleo.id);
      await waitUntil(() => held.length > 0, 'does not begin');
      FileTransfers.of(bob).accept(atBob.id);
      const { blob } = await reaches(bob, atBob.id, 'done');
      await reaches(ann, toBob.id, 'done');
      expect(await sha256(blob)).to.equal(await sha256(file));
      expect(now(ann, toCleo.id).state).to.equal('transferring');
      expect(held.length * 16_384).to.be.at.most(MIB + 16_384);
      // The network is back.
      const [channel] = slowChannels;
      const release = setInterval(() => {
        const sends = held;
        held = [];
        for (const send of sends) send();
        channel?.dispatchEvent(new Event('bufferedamountlow'));
      }, 10);
      const late = await reaches(cleo, atCleo.id, 'done').finally(() => {
        clearInterval(release);
      });
      expect(await sha256(late.blob)).to.equal(await sha256(file));
    } finally {
      standIn.restore();
      Object.defineProperty(RTCDataChannel.prototype, 'bufferedAmount', original);
    }
  });
});
