import { expect } from '@open-wc/testing';
import {
  check,
  clientMessage,
  MAX_MESSAGE_BYTES,
  parse,
  peerSignal,
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
