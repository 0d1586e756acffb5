import { networkInterfaces } from 'node:os';
import { canonical, sameEndpoint } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';
import type { Change } from '../stun/values.js';
import { mappingOf, natTypeOf } from './nat-type.js';
import type { NatBehaviour, NatType } from './nat-type.js';
import { StunClient } from './stun-client.js';
import type { Answer, Question } from './stun-client.js';

/** One test of RFC 3489 §10.1; `I″` is the third mapping test of RFC 5780 §4.3. */
export type TestName = 'I' | 'II' | 'III' | 'I′' | 'I″';

export interface TestReport extends Question {
  readonly test: TestName;
  /** Missing where no answer came. */
  readonly answer?: Answer;
}

export interface NatReport {
  readonly server: Endpoint;
  readonly type: NatType;
  readonly mapping: NatBehaviour;
  readonly filtering: NatBehaviour;
  /** Port on this machine. */
  readonly localPort: number;
  /** This machine as the server sees it. */
  readonly mapped?: Endpoint;
  /** Whether that differs from the address and port that this machine has. */
  readonly translated?: boolean;
  readonly tests: readonly TestReport[];
  /** Reasons why the type, or a part of it, is unknown. */
  readonly notes: readonly string[];
}

export interface DiscoveryOptions {
  readonly server: Endpoint;
  /** Time for which each test waits for an answer, in ms. */
  readonly timeoutMs: number;
  /** Called after each test. */
  readonly onTest?: (report: TestReport) => void;
}

const CHANGE_BOTH: Change = { address: true, port: true };
const CHANGE_PORT: Change = { address: false, port: true };

const NO_OTHER = 'the server has no second address (OTHER-ADDRESS), without which types are not told apart';
const NO_OTHER_ADDRESS = `${NO_OTHER}; a server with two may tell of it only at the first of them`;

/**
 * Determines the type of the NAT between this machine and a STUN server, by the decision tree of RFC 3489 §10.1, with the
 * attributes of RFC 5780 where the server has them. The tests of the filter come before anything is sent to the server's
 * other address, which would open the filter.
 */
export async function discoverNat(options: DiscoveryOptions): Promise<NatReport> {
  const client = await StunClient.open(options.server);
  try {
    return await new Discovery(client, options).run();
  } finally {
    client.close();
  }
}

class Discovery {
  readonly #client: StunClient;
  readonly #options: DiscoveryOptions;
  readonly #tests: TestReport[] = [];
  readonly #notes: string[] = [];

  constructor(client: StunClient, options: DiscoveryOptions) {
    this.#client = client;
    this.#options = options;
  }

  async run(): Promise<NatReport> {
    const { server } = this.#options;
    const first = await this.#test('I', { to: server });
    if (!first?.mapped) return this.#withoutMapping(first);
    const { other, legacy } = await this.#findOther(first);
    const translated = !isOwn(first.mapped, this.#client.port);
    const found = { mapped: first.mapped, translated };
    if (!other) return this.#report('unknown', found);
    const filtering = await this.#filtering(other, legacy);
    const otherAddress = { address: other.address, port: server.port };
    const second = await this.#test('I′', { to: otherAddress, legacy });
    const mappingIsSame = second?.mapped && sameEndpoint(first.mapped, second.mapped);
    const third = mappingIsSame === false ? await this.#test('I″', { to: other, legacy }) : undefined;
    const mapping = mappingOf({
      first: first.mapped,
      otherAddress: second?.mapped,
      otherAddressAndPort: third?.mapped,
    });
    if (mappingIsSame === undefined) this.#notes.push('the other address of the server does not answer');
    const type = natTypeOf({ translated, mappingIsSame, filtering });
    return this.#report(type, { ...found, mapping, filtering });
  }

  #withoutMapping(answer: Answer | undefined): NatReport {
    const why = 'UDP does not get through, or there is no STUN server at this address';
    this.#notes.push(answer ? 'the server does not say how it sees this machine' : why);
    return this.#report(answer ? 'unknown' : 'no-udp', {});
  }

  /** The server's other address. Some servers send it only in answers to requests of RFC 3489. */
  async #findOther({ other }: Answer): Promise<{ other?: Endpoint; legacy: boolean }> {
    const { server } = this.#options;
    let found = other;
    let legacy = false;
    if (!found) {
      found = (await this.#test('I', { to: server, legacy: true }))?.other;
      legacy = found !== undefined;
    }
    if (found && isElsewhere(found, server)) return { other: found, legacy };
    this.#notes.push(found ? NO_OTHER_ADDRESS : NO_OTHER);
    return { legacy };
  }

  /** Tests II and III, at the same time. */
  async #filtering(other: Endpoint, legacy: boolean): Promise<NatBehaviour> {
    const { server } = this.#options;
    const [both, port] = await Promise.all([
      this.#test('II', { to: server, change: CHANGE_BOTH, legacy }),
      this.#test('III', { to: server, change: CHANGE_PORT, legacy }),
    ]);
    if (both && isFrom(both, other)) return 'endpoint-independent';
    const otherPort = { address: server.address, port: other.port };
    if (port && isFrom(port, otherPort) && !both) return 'address-dependent';
    if (!both && !port) return 'address-and-port-dependent';
    this.#notes.push('the server does not do what CHANGE-REQUEST asks for');
    return 'unknown';
  }

  async #test(test: TestName, question: Question): Promise<Answer | undefined> {
    const { timeoutMs, onTest } = this.#options;
    const answer = await this.#client.ask(question, timeoutMs);
    const report = { test, ...question, ...(answer && { answer }) };
    this.#tests.push(report);
    onTest?.(report);
    return answer;
  }

  #report(type: NatType, found: Partial<NatReport>): NatReport {
    return {
      server: this.#options.server,
      localPort: this.#client.port,
      mapping: 'unknown',
      filtering: 'unknown',
      ...found,
      type,
      tests: this.#tests,
      notes: this.#notes,
    };
  }
}

/** Whether both address and port differ from the server's. Node throws when asked to send to port 0. */
const isElsewhere = (other: Endpoint, server: Endpoint): boolean =>
  other.address !== server.address && other.port !== server.port && other.port !== 0;

/** Whether the answer came from there: a server that ignores CHANGE-REQUEST answers from the address it was asked at. */
const isFrom = ({ from, error }: Answer, endpoint: Endpoint): boolean =>
  error === undefined && sameEndpoint(from, endpoint);

/** Whether this is an address of this machine, with the port of the socket. */
function isOwn({ address, port }: Endpoint, localPort: number): boolean {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return port === localPort && own.some((one) => canonical(one.address) === address);
}
