import { randomBytes } from 'node:crypto';
import type { NatBehaviour } from '../nat/nat-type.js';
import { ATTRIBUTE, BINDING } from '../stun/codes.js';
import { sameEndpoint } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';
import { encodeStun, hasIntegrity, newTransaction } from '../stun/message.js';
import type { ReceivedMessage } from '../stun/message.js';
import {
  numberAttribute,
  readNumber,
  readText,
  roleAttribute,
  textAttribute,
  xorMappedAddress,
} from '../stun/values.js';
import type { SocketGrid, SocketName } from '../udp/socket-grid.js';

export interface ProbeResult {
  /** `false`: no UDP came in time. */
  readonly reached: boolean;
  readonly mapping: NatBehaviour;
  readonly filtering: NatBehaviour;
  /** Address and port of the client as the first socket sees them. */
  readonly reflexive?: Endpoint;
}

/** RFC 8839 §5.4. */
export interface IceCredentials {
  readonly ufrag: string;
  readonly pwd: string;
}

/** The parts of the server that a session uses. */
export interface ProbeSettings {
  readonly grid: SocketGrid;
  /** Whether requests may be sent to this source of a check. */
  readonly mayAsk: (source: Endpoint) => boolean;
  /** Called once, when nothing more is sent for the session. */
  readonly onEnd: () => void;
}

export interface ProbeListener {
  /** The page must check these sockets as well. */
  onCandidates(names: readonly SocketName[]): void;
  onResult(result: ProbeResult): void;
}

/** Limits of each step, in ms. */
const REACH_MS = 3000;
const CONTROL_MS = 2000;
const FILTERING_MS = 1000;
const MAPPING_MS = 2000;
/** Time after the result in which checks are still answered, so that the page finds a working pair. */
const ANSWERING_MS = 5000;
const REQUEST_INTERVAL_MS = 100;

/** Far more checks than a browser sends in that time. */
const MAX_ANSWERS = 200;

/** Priority of the checks from here; any value will do. */
const PRIORITY = 0x6e0001ff;

/** Sockets from which the filter is asked: the control, another port, another address and port. */
const FILTER_SOCKETS: readonly SocketName[] = ['11', '12', '22'];

/** Sockets whose view of the client is compared with that of `11`. */
const MAPPING_SOCKETS: readonly SocketName[] = ['12', '21'];

type Step = 'reach' | 'filtering' | 'mapping' | 'answering' | 'ended';

/**
 * Measures how the NAT of one client maps (RFC 4787 §4.1) and filters (§5). A browser sends no CHANGE-REQUEST, but its ICE
 * agent answers authenticated checks from anywhere (RFC 8445 §7.3), so the server asks.
 *
 * The order matters. The filter is asked before the page sends anything to the other sockets, which would open it; and no
 * check of the page is answered before the end, since its ICE agent would stop checking. Packets go only to where an
 * authenticated check has come from, never to an address that somebody names; and until that source has answered, from one
 * socket only, since a source can be made up.
 */
export class ProbeSession {
  /** ICE credentials of this server, for this session. */
  readonly own: IceCredentials = {
    ufrag: randomBytes(6).toString('hex'),
    pwd: randomBytes(16).toString('hex'),
  };
  readonly #grid: SocketGrid;
  readonly #client: IceCredentials;
  readonly #listener: ProbeListener;
  readonly #settings: ProbeSettings;
  /** Transactions of requests, and the sockets that have sent them. */
  readonly #requests = new Map<string, SocketName>();
  /** Sockets whose requests have reached the client. */
  readonly #letThrough = new Set<SocketName>();
  readonly #sources = new Map<SocketName, Endpoint>();
  #step: Step = 'reach';
  /** Whether a check of the page has come. */
  #reached = false;
  #priority: number | undefined;
  #filtering: NatBehaviour = 'unknown';
  #answers = 0;
  #timer: NodeJS.Timeout | undefined;
  #askTimer: NodeJS.Timeout | undefined;

  /** @param client - The credentials of the page's own offer. */
  constructor(client: IceCredentials, listener: ProbeListener, settings: ProbeSettings) {
    this.#grid = settings.grid;
    this.#client = client;
    this.#listener = listener;
    this.#settings = settings;
    this.#after(REACH_MS, () => this.#giveUp());
  }

  /** Whether the session is over. */
  get ended(): boolean {
    return this.#step === 'ended';
  }

  /** Takes a check of the page (RFC 8445 §7.3). One that is not authenticated does nothing. */
  handleCheck(name: SocketName, check: ReceivedMessage, source: Endpoint): void {
    const isForThis = readText(check, ATTRIBUTE.username) === `${this.own.ufrag}:${this.#client.ufrag}`;
    if (!isForThis || !hasIntegrity(check, this.own.pwd)) return;
    if (this.#step === 'answering') this.#answer(name, check, source);
    else this.#note(name, readNumber(check, ATTRIBUTE.priority), source);
  }

  /** Takes the answer of the page to a request from this socket. */
  handleAnswer(name: SocketName, answer: ReceivedMessage): void {
    if (this.#step !== 'filtering' || !hasIntegrity(answer, this.#client.pwd)) return;
    // Only a client that has the request knows the transaction. Else an answer could be forged for a made-up source.
    if (this.#requests.get(answer.transaction.toString('hex')) !== name) return;
    const isFirstOfControl = name === '11' && !this.#letThrough.has('11');
    this.#letThrough.add(name);
    if (isFirstOfControl) this.#askFromElsewhere();
    else if (this.#filterSockets.every((one) => this.#letThrough.has(one))) this.#askMapping();
  }

  end(): void {
    if (this.ended) return;
    this.#step = 'ended';
    clearTimeout(this.#timer);
    clearInterval(this.#askTimer);
    this.#settings.onEnd();
  }

  /** Notes the source of a check. Another interface of the client has another priority and mapping: only one is followed. */
  #note(name: SocketName, priority: number | undefined, source: Endpoint): void {
    if (priority === undefined) return;
    if (this.#step === 'reach' && name === '11') {
      this.#reached = true;
      if (!this.#settings.mayAsk(source)) return;
      this.#priority = priority;
      this.#sources.set(name, source);
      this.#askFilter(source);
    } else if (priority === this.#priority && !this.#sources.has(name)) {
      this.#sources.set(name, source);
      if (this.#step === 'mapping') this.#finishWhenCompared();
    }
  }

  #askFilter(client: Endpoint): void {
    this.#step = 'filtering';
    this.#after(CONTROL_MS, () => this.#askMapping());
    this.#ask(client);
    this.#askTimer = setInterval(() => this.#ask(client), REQUEST_INTERVAL_MS).unref();
  }

  #askFromElsewhere(): void {
    this.#after(FILTERING_MS, () => this.#askMapping());
    const client = this.#sources.get('11');
    if (client) this.#ask(client);
  }

  #ask(client: Endpoint): void {
    // The source of a datagram can be made up: only one that answers is sent requests from the other sockets.
    const names = this.#letThrough.has('11') ? this.#filterSockets : (['11'] as const);
    for (const name of names) if (!this.#letThrough.has(name)) this.#request(name, client);
  }

  get #filterSockets(): readonly SocketName[] {
    return FILTER_SOCKETS.filter((name) => this.#grid.names.includes(name));
  }

  #request(name: SocketName, client: Endpoint): void {
    const { ufrag, pwd } = this.#client;
    // The prober finds the session of an answer by the beginning of its transaction.
    const transaction = newTransaction(Buffer.from(this.own.ufrag, 'hex'));
    this.#requests.set(transaction.toString('hex'), name);
    const request = encodeStun(
      {
        class: 'request',
        method: BINDING,
        transaction,
        attributes: [
          textAttribute(ATTRIBUTE.username, `${ufrag}:${this.own.ufrag}`),
          numberAttribute(ATTRIBUTE.priority, PRIORITY),
          roleAttribute('iceControlled', randomBytes(8).readBigUInt64BE()),
        ],
      },
      { key: pwd, fingerprint: true },
    );
    this.#grid.send(name, request, client);
  }

  #askMapping(): void {
    clearInterval(this.#askTimer);
    this.#filtering = this.#readFilter();
    this.#step = 'mapping';
    this.#after(MAPPING_MS, () => this.#finish());
    this.#listener.onCandidates(this.#mappingSockets);
    this.#finishWhenCompared();
  }

  get #mappingSockets(): readonly SocketName[] {
    return MAPPING_SOCKETS.filter((name) => this.#grid.names.includes(name));
  }

  #finishWhenCompared(): void {
    if (this.#mappingSockets.every((name) => this.#sources.has(name))) this.#finish();
  }

  #readFilter(): NatBehaviour {
    const through = this.#letThrough;
    if (!through.has('11')) return 'unknown';
    if (through.has('22')) return 'endpoint-independent';
    if (!through.has('12')) return 'address-and-port-dependent';
    // With one address, it cannot be known whether another one would pass.
    return this.#grid.addresses === 2 ? 'address-dependent' : 'unknown';
  }

  #readMapping(): NatBehaviour {
    const first = this.#sources.get('11');
    const isSame = (name: SocketName): boolean | undefined => {
      const source = this.#sources.get(name);
      return first && source && sameEndpoint(first, source);
    };
    const [otherPort, otherAddress] = [isSame('12'), isSame('21')];
    if (otherAddress === true) return 'endpoint-independent';
    if (otherPort === false) return 'address-and-port-dependent';
    // With one address, it cannot be known how the client is mapped towards another one.
    return otherAddress === false ? 'address-dependent' : 'unknown';
  }

  #finish(): void {
    const reflexive = this.#sources.get('11');
    const mapping = this.#readMapping();
    this.#step = 'answering';
    this.#after(ANSWERING_MS, () => this.end());
    this.#listener.onResult({
      reached: true,
      mapping,
      filtering: this.#filtering,
      ...(reflexive && { reflexive }),
    });
  }

  #giveUp(): void {
    // `reached` also where the limit of sources kept it from sending requests.
    this.#listener.onResult({ reached: this.#reached, mapping: 'unknown', filtering: 'unknown' });
    this.end();
  }

  #answer(name: SocketName, { transaction }: ReceivedMessage, source: Endpoint): void {
    this.#answers += 1;
    if (this.#answers > MAX_ANSWERS) return;
    const attributes = [xorMappedAddress(source, transaction)];
    const answer = { class: 'success', method: BINDING, transaction, attributes } as const;
    this.#grid.send(name, encodeStun(answer, { key: this.own.pwd, fingerprint: true }), source);
  }

  #after(ms: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, ms).unref();
  }
}
