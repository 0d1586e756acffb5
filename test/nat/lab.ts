import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProductionServerBy, type ProductionServer } from '../support/production-server.js';
import { createAuthority, type Authority } from './authority.js';
import { Client } from './client.js';
import { addNamespace, inside, nameOf, removeNamespaces, shell } from './namespaces.js';
import type { NatType } from '../../src/core/network/nat-types.js';
import { startRelay, TURN_PORT, TURNS_PORT, type Relay } from './relay.js';

/** Documentation addresses (RFC 5737): outside of the lab they lead nowhere. */
const NETWORK = '203.0.113';

/** The two addresses of the public machine: signaling and relay at the first one, for probes both. */
export const PUBLIC_ADDRESSES = [`${NETWORK}.1`, `${NETWORK}.2`] as const;
const [ADDRESS] = PUBLIC_ADDRESSES;

/** Name of the relay: Firefox takes no address where it has to check a certificate. */
const RELAY_NAME = 'turn.lab.test';

/** Ports of the servers: a browser is told of them before it starts. */
const PORTS = [8080, 8081, 8082, 8083, 8084, 8085] as const;

/** Secret of the relay, for `--turn-secret`. */
export const TURN_SECRET = 'take-32-random-bytes-or-more-for-this';

export const STUN_URL = `stun:${ADDRESS}:${TURN_PORT}`;

/** The relay over UDP, TCP and TLS. */
export const TURN_URLS = [
  `turn:${ADDRESS}:${TURN_PORT}`,
  `turn:${ADDRESS}:${TURN_PORT}?transport=tcp`,
  `turns:${RELAY_NAME}:${TURNS_PORT}?transport=tcp`,
] as const;

/** Flags of a server that hands out STUN, and of one that hands out these relays, too. */
export const STUN_FLAGS = ['--stun-url', STUN_URL] as const;
export const turnFlags = (urls: readonly string[] = TURN_URLS, secret = TURN_SECRET): readonly string[] => [
  ...STUN_FLAGS,
  ...urls.flatMap((url) => ['--turn-url', url]),
  '--turn-secret',
  secret,
];

/**
 * An internet of network namespaces: a public machine with servers and coturn, and clients behind NATs. Nothing gets out of
 * it, and nothing is left of it: what a crash has left behind, the next lab removes.
 */
export class Lab {
  readonly #folder: string;
  readonly #authority: Authority;
  readonly #clients: Client[] = [];
  readonly #servers: ProductionServer[] = [];
  #relay: Relay | undefined;

  private constructor(folder: string, authority: Authority) {
    this.#folder = folder;
    this.#authority = authority;
  }

  /** Makes the public machine; coturn runs on it. */
  static async open(): Promise<Lab> {
    removeNamespaces();
    const folder = mkdtempSync(join(tmpdir(), 'rtc-lab-'));
    const lab = new Lab(folder, await createAuthority(folder, RELAY_NAME));
    try {
      await lab.#makePublic();
      await lab.startRelay();
    } catch (error) {
      await lab.close();
      throw error;
    }
    return lab;
  }

  /** Network namespace of the public machine. */
  get namespace(): string {
    return nameOf('public');
  }

  /** Everything that coturn has logged since it was started. */
  relayLog(): string {
    return this.#relay?.log() ?? '';
  }

  async startRelay(): Promise<void> {
    this.#relay ??= await startRelay(
      this.namespace,
      this.#folder,
      PUBLIC_ADDRESSES,
      TURN_SECRET,
      this.#authority,
    );
  }

  async stopRelay(): Promise<void> {
    const relay = this.#relay;
    this.#relay = undefined;
    await relay?.stop();
  }

  /** Starts the production server on the public machine, for clients in the lab. It ends with the lab. */
  async server(...flags: string[]): Promise<ProductionServer> {
    const port = PORTS[this.#servers.length];
    if (port === undefined) throw new Error('The lab has no more ports for servers.');
    const where = ['--host', ADDRESS, '--port', String(port)];
    const server = await startProductionServerBy(inside(this.namespace), ...where, ...flags);
    this.#servers.push(server);
    return server;
  }

  /** Adds a machine that is connected through a NAT of this type. */
  async client(type: NatType): Promise<Client> {
    const site = {
      namespace: this.namespace,
      network: NETWORK,
      gateway: ADDRESS,
      hosts: { [RELAY_NAME]: ADDRESS },
      folder: this.#folder,
      authority: this.#authority,
      trustedOrigins: PORTS.map((port) => `http://${ADDRESS}:${port}`),
    };
    const client = await Client.create(site, this.#clients.length + 1, type);
    this.#clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#clients.map((client) => client.close()));
    await Promise.allSettled(this.#servers.map((server) => server.stop()));
    await this.stopRelay();
    removeNamespaces();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #makePublic(): Promise<void> {
    const { namespace } = this;
    await addNamespace(namespace);
    await shell(
      `ip -n ${namespace} link add public type bridge forward_delay 0`,
      `ip -n ${namespace} link set public up`,
      ...PUBLIC_ADDRESSES.map((address) => `ip -n ${namespace} address add ${address}/24 dev public`),
      // Into nothing: without a route coturn gives up a relay that is asked to send to a private address.
      `ip -n ${namespace} link add void type veth peer name void-end`,
      `ip -n ${namespace} link set void arp off up`,
      `ip -n ${namespace} link set void-end up`,
      `ip -n ${namespace} route add default dev void`,
    );
  }
}
