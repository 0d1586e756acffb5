import { expect } from '@open-wc/testing';
import {
  check,
  clientMessage,
  MAX_MESSAGE_BYTES,
  MAX_SERVER_FRAME,
  parse,
  peerSignal,
  readServerFrame,
  serverMessage,
} from '../../../src/protocol/index.js';

const join = { type: 'join', id: 1, room: 'standup', instance: 'i' };

describe('parse', () => {
  it('takes every message of design version 1', () => {
    const messages = [
      join,
      { ...join, name: 'Ann', token: 't', resume: { token: 'r', lastSeq: 0 } },
      { type: 'signal', to: 'x', payload: { any: ['thing'] } },
      { type: 'update', media: { microphone: true, camera: false, screen: false } },
      { type: 'leave', id: 0 },
      { type: 'ping', id: 7 },
    ];
    for (const message of messages) {
      expect(parse(clientMessage, JSON.stringify(message))).to.deep.equal({ ok: true, message });
    }
  });

  it('lets nothing through that it does not know', () => {
    const parsed = parse(clientMessage, JSON.stringify({ ...join, from: 'somebody', admin: true }));
    expect(parsed).to.deep.equal({ ok: true, message: join });
  });

  it('says what is wrong, and to which request', () => {
    const parsed = parse(clientMessage, JSON.stringify({ ...join, room: '' }));
    expect(parsed).to.include({ ok: false, code: 'bad-message', re: 1 });
    expect(!parsed.ok && parsed.detail).to.match(/^room: /);
  });

  it('refuses what is not a message, whatever it is', () => {
    const frames = [
      '',
      'null',
      '[]',
      '1',
      '{}',
      '{"type":"joyn"}',
      '{"type":"__proto__"}',
      '{',
      new ArrayBuffer(2),
      undefined,
    ];
    for (const frame of frames)
      expect(parse(clientMessage, frame)).to.include({ ok: false, code: 'bad-message' });
  });

  it('refuses a frame over the limit before it looks at it', () => {
    expect(parse(clientMessage, ' '.repeat(MAX_MESSAGE_BYTES + 1))).to.include({
      ok: false,
      code: 'message-too-large',
    });
  });

  for (const [field, value] of Object.entries({
    room: 'x'.repeat(129),
    name: 'x'.repeat(65),
    token: 'x'.repeat(4097),
    instance: 'x'.repeat(65),
    id: -1,
    resume: { token: '', lastSeq: 1 },
  })) {
    it(`holds ${field} to its limit`, () => {
      expect(parse(clientMessage, JSON.stringify({ ...join, [field]: value }))).to.include({ ok: false });
    });
  }

  it('refuses control characters in what people read', () => {
    expect(parse(clientMessage, JSON.stringify({ ...join, name: 'An\u0007n' }))).to.include({ ok: false });
    expect(parse(clientMessage, JSON.stringify({ ...join, name: '王小明 👋' }))).to.include({ ok: true });
  });

  it('replaces halves of characters in names, as UTF-8 does, and refuses them in rooms', () => {
    const parsed = parse(clientMessage, JSON.stringify({ ...join, name: 'A\ud83d \udc4b👋' }));
    expect(parsed).to.have.nested.property('message.name', 'A\ufffd \ufffd👋');
    expect(parse(clientMessage, JSON.stringify({ ...join, room: 'a\ud83d' }))).to.include({ ok: false });
    expect(parse(clientMessage, JSON.stringify({ ...join, room: 'a👋' }))).to.include({ ok: true });
  });

  it('tells what it does not know from what is wrong', () => {
    for (const [frame, unknown] of [
      ['{"type":"knock"}', true],
      ['{"type":"join"}', undefined],
      ['{"type":"__proto__"}', false],
      ['{"type":7}', false],
    ] as const) {
      const parsed = parse(clientMessage, frame);
      expect(!parsed.ok && parsed.unknown, frame).to.equal(unknown);
    }
  });

  it('limits the lists of the server', () => {
    const participant = {
      id: 'p',
      name: '',
      instance: 'i',
      media: { microphone: true, camera: true, screen: false },
    };
    const joined = {
      type: 'joined',
      re: 1,
      self: 's',
      room: 'r',
      resumeToken: 't',
      resumed: false,
      seq: 0,
      participants: [participant],
      iceServers: [{ urls: ['stun:example.com'] }],
      limits: { participants: 8, message: 65_536, heartbeatMs: 15_000 },
    };
    expect(parse(serverMessage, JSON.stringify(joined))).to.deep.equal({ ok: true, message: joined });
    const crowd = { ...joined, participants: Array(101).fill(participant) };
    expect(parse(serverMessage, JSON.stringify(crowd))).to.include({ ok: false });
    const ice = { ...joined, iceServers: Array(17).fill({ urls: 'stun:example.com' }) };
    expect(parse(serverMessage, JSON.stringify(ice))).to.include({ ok: false });
  });
});

describe('readServerFrame', () => {
  const read = (value: unknown): object => {
    const frame = readServerFrame(typeof value === 'string' ? value : JSON.stringify(value));
    return Object.fromEntries(Object.entries(frame).filter(([, field]) => field !== undefined));
  };

  it('finds the number of whatever has one', () => {
    expect(read({ type: 'hand-raised', seq: 7 })).to.deep.equal({ type: 'hand-raised', seq: 7 });
    expect(read({ type: '__proto__', seq: 7 })).to.deep.equal({ type: '__proto__', seq: 7 });
    expect(read({ seq: 7 })).to.deep.equal({ seq: 7 });
    const { fault, ...left } = read({ type: 'participant-left', seq: 8 }) as { fault: string };
    expect(left).to.deep.equal({ type: 'participant-left', seq: 8 });
    expect(fault).to.match(/^participant-left: id/);
  });

  it('takes the number of `joined` for no position', () => {
    expect(read({ type: 'joined', re: 1, seq: 7 })).to.deep.include({ type: 'joined', re: 1 });
    expect(read({ type: 'joined', re: 1, seq: 7 })).to.not.have.property('seq');
  });

  it('takes only numbers for numbers', () => {
    for (const wrong of [2 ** 53, -1, 0.5, '7', null, {}, [7]]) {
      expect(read({ type: 'x', seq: wrong, re: wrong })).to.deep.equal({ type: 'x' });
    }
  });

  it('says nothing of what is no message, or of a type that nobody knows', () => {
    for (const frame of ['', 'hello', '[]', 'null', '7', '{}', '{"type":7}', '{"type":"hello","id":[]}']) {
      expect(read(frame)).to.not.have.any.keys('fault', 'message', 're', 'seq');
    }
    expect(readServerFrame(new ArrayBuffer(8))).to.deep.equal({});
  });

  it('reads what is longer than a client may say, up to a limit', () => {
    const push = { type: 'signal', from: 'bob', seq: 1, payload: 'x'.repeat(MAX_MESSAGE_BYTES) };
    expect(read(push)).to.have.nested.property('message.seq', 1);
    expect(read({ ...push, payload: 'x'.repeat(MAX_SERVER_FRAME) })).to.deep.equal({});
  });
});

describe('check(peerSignal)', () => {
  const tags = { epoch: 1, offerId: 1 };

  it('takes descriptions, candidates, their end, and the wish for a new connection', () => {
    const signals = [
      { kind: 'description', ...tags, description: { type: 'offer', sdp: 'v=0' } },
      {
        kind: 'candidate',
        ...tags,
        ufrag: 'u',
        candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 },
      },
      { kind: 'candidate', ...tags, ufrag: 'u', candidate: null },
      { kind: 'renew', epoch: 0 },
    ];
    for (const signal of signals)
      expect(check(peerSignal, signal)).to.deep.equal({ ok: true, message: signal });
  });

  it('refuses what a browser would choke on', () => {
    const signals = [
      { kind: 'description', ...tags, description: { type: 'rollback', sdp: '' } },
      { kind: 'description', ...tags, description: { type: 'offer', sdp: 'x'.repeat(50_000) } },
      { kind: 'candidate', ...tags, ufrag: 'u', candidate: { candidate: 'c', sdpMLineIndex: 1e9 } },
      { kind: 'candidate', epoch: 0.5, offerId: 1, ufrag: 'u', candidate: null },
      'hello',
      null,
    ];
    for (const signal of signals) expect(check(peerSignal, signal)).to.include({ ok: false });
  });
});
