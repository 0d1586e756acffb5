import { expect } from '@open-wc/testing';
import {
  connectsDirectly,
  NAT_TYPES,
  natTypeOf,
  type NatMeasurement,
} from '../../../../src/core/network/nat-types.js';
import { kindOf, serversOf } from '../../../../src/core/network/ice-urls.js';
import { readIceServers } from '../../../../src/core/network/read-ice-servers.js';
import { bestRate, type Received } from '../../../../src/core/network/relay-media.js';
import { credentialsIn, syntheticAnswer } from '../../../../src/core/network/synthetic-answer.js';
import { seesOwnAddress } from '../../../../src/core/network/stun.js';
import { provesUdp, verdictOf } from '../../../../src/core/network/verdict.js';
import type { CheckStep } from '../../../../src/core/network/types.js';

const EI = 'endpoint-independent';
const AD = 'address-dependent';
const APD = 'address-and-port-dependent';

const measured = (some: Partial<NatMeasurement>): NatMeasurement => ({
  reached: true,
  mapping: EI,
  filtering: EI,
  addresses: 2,
  translated: true,
  ...some,
});

describe('the type of a NAT', () => {
  for (const [type, some] of [
    ['open', { translated: false }],
    ['firewall', { translated: false, filtering: APD }],
    ['firewall', { translated: false, filtering: AD }],
    ['full-cone', {}],
    ['address-restricted', { filtering: AD }],
    ['port-restricted', { filtering: APD }],
    ['symmetric', { mapping: APD, filtering: APD }],
    ['symmetric', { mapping: AD, filtering: 'unknown', translated: undefined }],
    ['no-udp', { reached: false, mapping: 'unknown', filtering: 'unknown', translated: undefined }],
    ['unknown', { translated: undefined }],
    ['unknown', { filtering: 'unknown' }],
    ['unknown', { mapping: 'unknown' }],
    // With one address nobody knows what another address could do.
    ['unknown', { addresses: 1, filtering: AD }],
    ['symmetric', { addresses: 1, mapping: APD, filtering: 'unknown' }],
  ] as const) {
    it(`is ${type} for ${JSON.stringify(some)}`, () => {
      expect(natTypeOf(measured(some))).to.equal(type);
    });
  }
});

describe('who connects directly', () => {
  it('are 18 of 28 pairs', () => {
    const pairs = NAT_TYPES.flatMap((one, i) => NAT_TYPES.slice(i).map((other) => [one, other] as const));
    expect(pairs).to.have.length(28);
    const failing = pairs.filter(([one, other]) => !connectsDirectly(one, other));
    for (const [one, other] of pairs) {
      expect(connectsDirectly(other, one), `${other} ${one}`).to.equal(connectsDirectly(one, other));
    }
    const others = failing.filter((pair) => !pair.includes('no-udp'));
    expect(failing).to.have.length(10);
    expect(others).to.deep.equal([
      ['firewall', 'symmetric'],
      ['port-restricted', 'symmetric'],
      ['symmetric', 'symmetric'],
    ]);
  });
});

describe('a verdict', () => {
  const step = (name: CheckStep['name'], rest: Partial<CheckStep>): CheckStep => ({
    name,
    state: 'passed',
    ...rest,
  });
  const RELAY = step('turn-udp', {});
  const STUN = step('stun', {});
  const MISSING = (['turn-udp', 'turn-tcp', 'turn-tls'] as const).map((name) =>
    step(name, { state: 'not-measured', reason: 'not-configured' }),
  );

  it('reaches everybody by a relay, wherever one is', () => {
    const { outlook, direct, relayed, relay, advice } = verdictOf([RELAY], 'symmetric');
    expect([outlook, relay, advice]).to.deep.equal(['everybody', 'works', []]);
    expect(direct).to.deep.equal(['open', 'full-cone', 'address-restricted']);
    expect(relayed).to.deep.equal(['firewall', 'port-restricted', 'symmetric', 'no-udp']);
  });

  it('says what is missing without one', () => {
    expect(verdictOf([STUN, ...MISSING], 'symmetric')).to.include({ outlook: 'some', relay: 'missing' });
    expect(verdictOf([STUN, ...MISSING], 'symmetric').advice).to.deep.equal(['change-nat', 'add-relay']);
    expect(verdictOf(MISSING, 'no-udp')).to.include({ outlook: 'nobody' });
    expect(verdictOf(MISSING, 'unknown')).to.include({ outlook: 'unknown' });
  });

  it('counts a relay that works, whatever the probe says', () => {
    const { outlook, relay, advice } = verdictOf([RELAY, ...MISSING.slice(1)], 'no-udp');
    expect([outlook, relay, advice]).to.deep.equal(['everybody', 'works', ['allow-udp']]);
  });

  it('asks for another relay where the one over UDP cannot be reached without UDP', () => {
    const failed = step('turn-udp', { state: 'failed', reason: 'unreachable', allocated: false });
    const { outlook, relay, advice } = verdictOf([failed, ...MISSING.slice(1)], 'no-udp');
    expect([outlook, relay, advice]).to.deep.equal(['nobody', 'missing', ['allow-udp', 'add-tls-relay']]);
  });

  it('reaches only those who need no STUN directly where there is none', () => {
    for (const [type, direct] of [
      ['open', ['open', 'firewall', 'full-cone', 'address-restricted', 'port-restricted', 'symmetric']],
      ['firewall', ['open', 'firewall']],
      ['full-cone', ['open']],
      ['symmetric', ['open']],
      ['no-udp', []],
    ] as const) {
      expect(verdictOf(MISSING, type).direct, type).to.deep.equal(direct);
    }
    expect(verdictOf(MISSING, 'full-cone').advice).to.deep.equal(['add-stun', 'add-relay']);
    const allocated = step('turn-udp', { state: 'failed', reason: 'no-media', allocated: true });
    for (const learnt of [STUN, RELAY, allocated]) {
      expect(verdictOf([learnt], 'full-cone').direct, learnt.name).to.have.length(6);
    }
    for (const type of ['open', 'no-udp', 'unknown'] as const) {
      expect(verdictOf(MISSING, type).advice, type).not.to.include('add-stun');
    }
  });

  it('takes what came back by UDP for a proof of it', () => {
    const seen = (url: string, address: string): CheckStep => step('stun', { servers: [{ url, address }] });
    const proofs = [
      RELAY,
      step('turn-udp', { state: 'failed', allocated: true }),
      seen('stun:a', '192.0.2.1:7'),
    ];
    for (const proof of proofs) expect(provesUdp([proof]), JSON.stringify(proof)).to.equal(true);
    const others = [seen('stun:a', ''), seen('stuns:a', '192.0.2.1:7'), step('turn-tcp', {}), ...MISSING];
    expect(provesUdp(others)).to.equal(false);
  });

  it('lets nobody call whom the server refuses, or whose browser cannot', () => {
    const refused = step('signaling', { state: 'failed', reason: 'refused', error: 'unauthorized' });
    expect(verdictOf([refused, RELAY], 'open')).to.deep.include({
      outlook: 'nobody',
      advice: ['ask-for-invitation'],
    });
    const old = step('secure-context', { state: 'failed', reason: 'unsupported' });
    expect(verdictOf([old], 'unknown')).to.deep.include({
      outlook: 'nobody',
      advice: ['use-another-browser'],
    });
  });
});

describe('ICE servers of a check', () => {
  it('are told apart by how they are reached', () => {
    const kinds = [
      'stun:a',
      'stuns:a:5349',
      'turn:a',
      'turn:a?transport=udp',
      'TURN:a?transport=TCP',
      'turns:a:443?transport=tcp',
      'turns:a',
      'http://a',
      'turn:a?x=y',
    ].map(kindOf);
    const [stun, udp, tcp, tls] = ['stun', 'turn-udp', 'turn-tcp', 'turn-tls'];
    expect(kinds).to.deep.equal([stun, stun, udp, udp, tcp, tls, tls, undefined, undefined]);
  });

  it('keep their credentials, and are no more than four', () => {
    const servers = [
      { urls: ['stun:a', 'turn:b', 'turn:c'], username: 'u', credential: 'p' },
      { urls: 'turn:d' },
    ];
    expect(serversOf(servers, 'turn-udp')).to.deep.equal([
      { urls: 'turn:b', username: 'u', credential: 'p' },
      { urls: 'turn:c', username: 'u', credential: 'p' },
      { urls: 'turn:d' },
    ]);
    expect(
      serversOf(
        Array.from({ length: 9 }, () => ({ urls: 'stun:a' })),
        'stun',
      ),
    ).to.have.length(4);
  });

  it('are read from JSON, or refused', () => {
    expect(readIceServers('[{"urls":"stun:a"}]')).to.deep.equal([{ urls: 'stun:a' }]);
    for (const wrong of ['', '{', '{}', '[{}]', '[{"urls":7}]']) {
      expect(() => readIceServers(wrong), wrong)
        .to.throw()
        .with.property('code', 'invalid-options');
    }
  });
});

describe('the answer of a STUN server with an address that the visitor has', () => {
  const host = (address: string): RTCIceCandidate =>
    new RTCIceCandidate({ candidate: `candidate:1 1 udp 2122260223 ${address} 5000 typ host`, sdpMid: '0' });
  const IPV4 = host('192.0.2.1');
  const IPV6 = host('2001:db8::1');
  const HIDDEN = host('6e1a9d2c-0c1f-4f0e-9a55-2f7e6f3f6f2d.local');
  const isAnswered = (candidates: RTCIceCandidate[], failedAddresses: string[], complete = true): boolean =>
    seesOwnAddress({ candidates, failedAddresses, complete, errors: [] });

  it('is there where nothing failed', () => {
    expect(isAnswered([IPV4], [])).to.equal(true);
    expect(isAnswered([HIDDEN], [])).to.equal(true);
    expect(isAnswered([IPV4], [], false)).to.equal(false);
    expect(isAnswered([], [])).to.equal(false);
  });

  it('is there beside errors of the other family of addresses', () => {
    expect(isAnswered([IPV4, IPV6], ['[2001:db8:0:x:x:x:x:x]'])).to.equal(true);
    expect(isAnswered([IPV6], ['192.0.2.x'])).to.equal(true);
    expect(isAnswered([IPV4], ['192.0.2.x'])).to.equal(false);
    expect(isAnswered([IPV4, IPV6], ['192.0.2.x', '2001:db8::1'])).to.equal(false);
  });

  it('is not taken for granted where the family of a failure is not known', () => {
    expect(isAnswered([IPV4], [''])).to.equal(false);
    expect(isAnswered([HIDDEN], ['2001:db8::1'])).to.equal(false);
  });
});

describe('the answer of a probe', () => {
  it('is a description that the browser takes', async () => {
    const connection = new RTCPeerConnection({ iceServers: [] });
    connection.createDataChannel('x');
    await connection.setLocalDescription();
    const { ufrag, pwd } = credentialsIn(connection.localDescription?.sdp ?? '');
    expect(ufrag).to.have.length.within(4, 256);
    expect(pwd).to.have.length.within(22, 256);
    const sdp = syntheticAnswer({ ufrag: '0123456789ab', pwd: '0123456789abcdef0123456789abcdef' });
    await connection.setRemoteDescription({ type: 'answer', sdp });
    await connection.addIceCandidate({
      candidate: 'candidate:0 1 udp 2130706431 127.0.0.1 9 typ host',
      sdpMid: '0',
    });
    connection.close();
  });

  it('takes no line of a server', () => {
    expect(() => syntheticAnswer({ ufrag: 'abcd\r\na=x', pwd: '0'.repeat(32) })).to.throw(RangeError);
    expect(() => syntheticAnswer({ ufrag: '', pwd: '0'.repeat(32) })).to.throw(RangeError);
  });
});

describe('the rate of a relay', () => {
  it('is the best of a second', () => {
    const sample = (at: number, bytes: number): Received => ({
      at,
      bytes,
      packets: 0,
      lost: 0,
      roundTripMs: 1,
    });
    expect(bestRate([sample(0, 0), sample(500, 1000)])).to.equal(0);
    expect(bestRate([sample(0, 0), sample(1000, 1000), sample(2000, 251_000)])).to.equal(2000);
  });
});
