import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../../scripts/programs.mjs';
import { readNatCommand } from '../../../server/nat/command-line.js';
import { discoverNat } from '../../../server/nat/discovery.js';
import type { NatReport } from '../../../server/nat/discovery.js';
import { UsageError } from '../../../server/options/usage-error.js';
import { ATTRIBUTE } from '../../../server/stun/codes.js';
import type { Endpoint } from '../../../server/stun/endpoint.js';
import { decodeStun, encodeStun, isLegacy } from '../../../server/stun/message.js';
import { StunService } from '../../../server/stun/stun-service.js';
import { addressAttribute, errorCode, readChange, xorMappedAddress } from '../../../server/stun/values.js';
import { SocketGrid } from '../../../server/udp/socket-grid.js';
import type { SocketName } from '../../../server/udp/socket-grid.js';
import { startCoturn } from '../../support/coturn.js';
import { needs } from '../../support/needs.js';
import { freeUdpPorts } from '../support/udp-ports.js';

const CLI = fileURLToPath(new URL('../../../server/nat/cli.ts', import.meta.url));
const ADDRESSES = ['127.0.0.1', '127.0.0.2'];

/** An answer that takes longer counts as lost; a machine that is busy is slow. */
const TIMEOUT_MS = 2500;

/** A NAT between the server and everybody, as the server's side sees and shows it. */
interface FakeNat {
  /** Maps packets to this socket; the client's own address where there is no NAT. */
  readonly map: (name: SocketName, client: Endpoint) => Endpoint;
  /** Whether it lets in what comes from a socket, by those that the client has sent to. */
  readonly lets: (from: SocketName, sentTo: ReadonlySet<SocketName>) => boolean;
  /** Whether the server knows RFC 3489 only. */
  readonly legacy?: boolean;
  /** Whether the server does nothing with CHANGE-REQUEST, or refuses it. */
  readonly change?: 'ignored' | 'refused';
  /** The other address that it claims, where that is not true. */
  readonly claims?: Endpoint;
}

const PUBLIC = '198.51.100.7';
const keep: FakeNat['map'] = (_name, client) => client;
const cone: FakeNat['map'] = () => ({ address: PUBLIC, port: 50_000 });
const byAddress: FakeNat['map'] = (name) => ({
  address: PUBLIC,
  port: name.startsWith('1') ? 50_000 : 50_001,
});
const byPort: FakeNat['map'] = (name) => ({ address: PUBLIC, port: 50_000 + Number(name) });
const all: FakeNat['lets'] = () => true;
const sameAddress: FakeNat['lets'] = (from, sentTo) =>
  [...sentTo].some((name) => name.startsWith(from.charAt(0)));
const samePort: FakeNat['lets'] = (from, sentTo) => sentTo.has(from);

const flip = (digit: string | undefined, change: boolean): string => (change === (digit === '1') ? '2' : '1');

/** A STUN server behind which a NAT is played. */
async function startServer(
  t: TestContext,
  { map, lets, legacy, change, claims }: FakeNat,
): Promise<Endpoint> {
  const sentTo = new Set<SocketName>();
  const port = await freeUdpPorts(ADDRESSES, 2);
  const addresses = ADDRESSES.map((address) => ({ public: address, bind: address }));
  const grid = await SocketGrid.open(addresses, [port, port + 1]);
  grid.onDatagram = (name, datagram, source) => {
    const request = decodeStun(datagram);
    if (!request) return;
    sentTo.add(name);
    const asked = readChange(request);
    const wants = { address: asked.address && !change, port: asked.port && !change };
    const from = `${flip(name[0], wants.address)}${flip(name[1], wants.port)}` as SocketName;
    if (!lets(from, sentTo)) return;
    const other = claims ?? grid.endpoint(`${flip(name[0], true)}${flip(name[1], true)}` as SocketName);
    const mapped = map(name, source);
    const refuses = change === 'refused' && (asked.address || asked.port);
    const attributes = refuses
      ? [errorCode(420, 'Unknown\u001b[2J\u009b\u202e')]
      : [
          legacy
            ? addressAttribute(ATTRIBUTE.mappedAddress, mapped)
            : xorMappedAddress(mapped, request.transaction),
          ...(other && legacy && isLegacy(request)
            ? [addressAttribute(ATTRIBUTE.changedAddress, other)]
            : []),
          ...(other && !legacy ? [addressAttribute(ATTRIBUTE.otherAddress, other)] : []),
        ];
    const response = { ...request, class: refuses ? 'error' : 'success', attributes } as const;
    grid.send(from, encodeStun(response), source);
  };
  t.after(() => grid.close());
  return { address: '127.0.0.1', port };
}

const discover = (server: Endpoint): Promise<NatReport> => discoverNat({ server, timeoutMs: TIMEOUT_MS });

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command to its end. */
function runNat(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--import', 'tsx', CLI, ...args], (_error, out, err) => {
      resolve({ status: child.exitCode ?? -1, out, err });
    });
  });
}

async function startOwn(t: TestContext): Promise<number> {
  const port = await freeUdpPorts(ADDRESSES, 2);
  const addresses = ADDRESSES.map((address) => ({ public: address, bind: address }));
  const service = await StunService.open({ addresses, ports: [port, port + 1] });
  t.after(() => service.close());
  return port;
}

const [EI, AD, APD] = ['endpoint-independent', 'address-dependent', 'address-and-port-dependent'];

describe('discoverNat', { concurrency: true }, () => {
  for (const [type, mapping, filtering, nat] of [
    ['open', EI, EI, { map: keep, lets: all }],
    ['firewall', EI, APD, { map: keep, lets: samePort }],
    ['firewall', EI, AD, { map: keep, lets: sameAddress }],
    ['full-cone', EI, EI, { map: cone, lets: all }],
    ['address-restricted', EI, AD, { map: cone, lets: sameAddress }],
    ['port-restricted', EI, APD, { map: cone, lets: samePort }],
    ['symmetric', APD, APD, { map: byPort, lets: samePort }],
    ['symmetric', AD, AD, { map: byAddress, lets: sameAddress }],
    // A server of RFC 3489.
    ['port-restricted', EI, APD, { map: cone, lets: samePort, legacy: true }],
    ['full-cone', EI, EI, { map: cone, lets: all, legacy: true }],
  ] as const) {
    const legacy = 'legacy' in nat ? ', by RFC 3489' : '';
    it(`finds ${type}: mapping ${mapping}, filtering ${filtering}${legacy}`, async (t) => {
      const report = await discover(await startServer(t, nat));
      assert.deepEqual([report.type, report.mapping, report.filtering], [type, mapping, filtering]);
      assert.equal(report.translated, nat.map !== keep);
      assert.deepEqual(report.notes, []);
    });
  }

  it('tests the filter before it sends anything to the other address', async (t) => {
    const { tests } = await discover(await startServer(t, { map: byPort, lets: samePort }));
    assert.deepEqual(tests.map(({ test }) => test).toSorted(), ['I', 'II', 'III', 'I′', 'I″'].toSorted());
    assert.deepEqual(
      tests.slice(-2).map(({ to }) => to.address),
      ['127.0.0.2', '127.0.0.2'],
    );
    assert.ok(tests.slice(0, 3).every(({ to }) => to.address === '127.0.0.1'));
  });

  for (const change of ['ignored', 'refused'] as const) {
    it(`reports an unknown filter where CHANGE-REQUEST is ${change}`, async (t) => {
      const server = await startServer(t, { map: cone, lets: all, change });
      const { type, mapping, filtering, notes } = await discover(server);
      assert.deepEqual([type, mapping, filtering], ['unknown', EI, 'unknown']);
      assert.match(notes.join(), /CHANGE-REQUEST/);
    });
  }

  it('sends nothing to a port 0, which a server may claim', async (t) => {
    const claims = { address: '127.0.0.2', port: 0 };
    const { type, tests, notes } = await discover(await startServer(t, { map: cone, lets: all, claims }));
    assert.deepEqual([type, tests.length], ['unknown', 1]);
    assert.match(notes.join(), /no second address/);
  });

  it('finds symmetric even if the filter is unknown', async (t) => {
    const server = await startServer(t, { map: byPort, lets: all, change: 'ignored' });
    assert.equal((await discover(server)).type, 'symmetric');
  });
});

describe('rtc-nat', { concurrency: true }, () => {
  it('prints each test, what came back, and the type', async (t) => {
    const port = await startOwn(t);
    const { status, out, err } = await runNat(`127.0.0.1:${port}`);
    assert.deepEqual([status, err], [0, '']);
    for (const text of [
      `Test I    sent to 127.0.0.1:${port}: Binding request\n`,
      'CHANGE-REQUEST: answer from another address and port\n',
      'CHANGE-REQUEST: answer from another port\n',
      `answer from 127.0.0.2:${port + 1} after`,
      '[XOR-MAPPED-ADDRESS, MAPPED-ADDRESS, RESPONSE-ORIGIN, OTHER-ADDRESS]\n',
      `Test I′   sent to 127.0.0.2:${port}: Binding request\n`,
      'Filtering endpoint-independent (RFC 4787)\n',
      'Type      open internet (no NAT, no firewall)\n',
    ])
      assert.ok(out.includes(text), `${text} in ${out}`);
  });

  it('prints one JSON object', async (t) => {
    const port = await startOwn(t);
    const { status, out } = await runNat(`localhost:${port}`, '--json');
    const report = JSON.parse(out) as NatReport;
    assert.equal(status, 0);
    assert.deepEqual([report.type, report.mapping, report.filtering], ['open', EI, EI]);
    assert.equal(report.tests.length, 4);
  });

  it('shows no control characters of a server', async (t) => {
    const { port } = await startServer(t, { map: cone, lets: all, change: 'refused' });
    const { out } = await runNat(`127.0.0.1:${port}`);
    assert.match(out, /error 420 Unknown\?\[2J\?\?/);
    const json = await runNat(`127.0.0.1:${port}`, '--json');
    assert.ok(json.out.includes('"reason": "Unknown\\u001b[2J\\u009b\\u202e"'), json.out);
    assert.equal(
      (JSON.parse(json.out) as NatReport).tests[1]?.answer?.error?.reason,
      'Unknown\u001b[2J\u009b\u202e',
    );
  });

  it('exits with 1 if no answer comes, and with 2 for wrong options', async () => {
    const port = await freeUdpPorts(['127.0.0.1'], 1);
    const silent = await runNat(`127.0.0.1:${port}`, '--timeout', '100');
    assert.equal(silent.status, 1);
    assert.match(silent.out, /Type {6}no UDP\nNote {6}UDP does not get through/);
    const wrong = await runNat('127.0.0.1', '--tries', '2');
    assert.equal(wrong.status, 2);
    assert.equal(wrong.err, "rtc-nat: Unknown option '--tries' (see --help)\n");
  });

  it('finds the same with coturn as the server', needs('coturn'), async (t) => {
    // Only the first of its addresses tells of another one.
    const configuration = 'listening-ip=127.0.0.1\nno-cli';
    const coturn = await startCoturn(findProgram('coturn') ?? '', configuration, '127.0.0.2');
    t.after(() => coturn.stop());
    const report = await discover({ address: '127.0.0.1', port: coturn.port });
    assert.deepEqual(
      [report.type, report.mapping, report.filtering],
      ['open', EI, EI],
      JSON.stringify(report),
    );
  });
});

describe('readNatCommand', () => {
  it('reads names, addresses and ports', () => {
    for (const [text, host, port] of [
      ['stun.example.com', 'stun.example.com', 3478],
      ['stun.example.com:19302', 'stun.example.com', 19_302],
      ['192.0.2.1', '192.0.2.1', 3478],
      ['192.0.2.1:1', '192.0.2.1', 1],
      ['2001:db8::1', '2001:db8::1', 3478],
      ['[2001:db8::1]:3479', '2001:db8::1', 3479],
    ] as const) {
      const command = readNatCommand([text, '--timeout', '500']);
      assert.deepEqual(command, { run: 'discover', host, port, json: false, timeoutMs: 500 });
    }
    assert.deepEqual(readNatCommand(['--help']), { run: 'help' });
  });

  it('says in one line what is wrong', () => {
    for (const [args, message] of [
      [[], /^HOST is missing$/],
      [['a', 'b'], /^one HOST only, not also "b"$/],
      [['a:0'], /^HOST\[:PORT\] must be like .*, not "a:0"$/],
      [['a:70000'], /not "a:70000"$/],
      [['1.2.3'], /not "1\.2\.3"$/],
      [['stun:a'], /not "stun:a"$/],
      [['[a]'], /not "\[a\]"$/],
      [['a', '--timeout', '5'], /^--timeout must be an integer from 100 to 60000, not "5"$/],
      [['a', '--timeout', 'x'], /not "x"$/],
      [['a', '--json=1'], /^Option '--json' does not take an argument$/],
    ] as const)
      assert.throws(
        () => readNatCommand(args),
        (error) => error instanceof UsageError && message.test(error.message),
        args.join(' '),
      );
  });
});
