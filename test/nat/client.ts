import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Browser } from 'puppeteer-core';
import type { Authority } from './authority.js';
import { launchInside } from './browser.js';
import {
  addNamespace,
  inside,
  nameOf,
  setHosts,
  setRules,
  shell,
  type LabBrowserName,
} from './namespaces.js';
import type { NatType } from '../../src/core/network/nat-types.js';
import { hasPublicAddress, rulesFor } from './nat-types.js';

/** The part of the lab that its clients need. */
export interface ClientSite {
  /** Namespace with the bridge `public` that everybody is connected with. */
  readonly namespace: string;
  /** First three bytes of all public addresses. */
  readonly network: string;
  readonly gateway: string;
  /** Addresses of names: there is no DNS. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly authority: Authority;
  /** Origins whose pages may use devices. */
  readonly trustedOrigins: readonly string[];
}

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A machine in the lab, by itself or behind a NAT. It can be moved from one to another while something runs on it. */
export class Client {
  readonly #site: ClientSite;
  readonly #index: number;
  readonly #browsers: (() => Promise<void>)[] = [];
  #type: NatType | undefined;

  private constructor(site: ClientSite, index: number) {
    this.#site = site;
    this.#index = index;
  }

  /** @param index - From 1 on; every client of a lab has another one. */
  static async create(site: ClientSite, index: number, type: NatType): Promise<Client> {
    const client = new Client(site, index);
    await addNamespace(client.namespace);
    setHosts(client.namespace, site.hosts);
    await client.move(type);
    return client;
  }

  get namespace(): string {
    return nameOf(`client-${this.#index}`);
  }

  /** The NAT that it is connected through now. */
  get type(): NatType | undefined {
    return this.#type;
  }

  /** Connects it through a NAT of this type, with nothing left of the one of before: as with another network. */
  async move(type: NatType): Promise<void> {
    await shell(`ip -n ${this.namespace} link del eth0 2>/dev/null || true`);
    await setRules(this.namespace, '');
    await shell(`ip netns del ${this.#box} 2>/dev/null || true`);
    if (hasPublicAddress(type)) await this.#connect(type);
    else await this.#connectBehind(type);
    this.#type = type;
  }

  /** Other rules for the addresses that it has: nothing tells it that something has changed. */
  async change(type: NatType): Promise<void> {
    const isPublic = hasPublicAddress(type);
    if (this.#type && hasPublicAddress(this.#type) !== isPublic)
      throw new Error('That takes other addresses.');
    await setRules(isPublic ? this.namespace : this.#box, rulesFor(type, this.#addresses));
    this.#type = type;
  }

  /** Drops all UDP from now on, as a firewall does that has learned something: everything else stays as it is. */
  async dropUdp(): Promise<void> {
    const drop = (chain: string): string =>
      `chain ${chain} { type filter hook ${chain} priority -10; ip protocol udp drop; }`;
    const isPublic = this.#type !== undefined && hasPublicAddress(this.#type);
    const chains = isPublic ? [drop('input'), drop('output')] : [drop('forward')];
    const rules = `table ip no_udp {\n${chains.join('\n')}\n}`;
    const target = isPublic ? this.namespace : this.#box;
    await setRules(target, `${rulesFor(this.#type ?? 'open', this.#addresses)}\n${rules}`);
  }

  /** Runs a command on this machine, and waits for its end. */
  async run(program: string, ...args: readonly string[]): Promise<CommandResult> {
    const [command = '', ...first] = inside(this.namespace);
    const child = spawn(command, [...first, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += String(data)));
    child.stderr.on('data', (data: Buffer) => (stderr += String(data)));
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, stdout, stderr };
  }

  /** Starts a browser on this machine. It ends with the lab. */
  async browser(name: LabBrowserName): Promise<Browser> {
    const { folder, authority, trustedOrigins } = this.#site;
    const { browser, close } = await launchInside(this.namespace, name, {
      folder: `${folder}/client-${this.#index}-${this.#browsers.length}`,
      authority,
      trustedOrigins,
    });
    this.#browsers.push(close);
    return browser;
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((close) => close()));
  }

  get #box(): string {
    return nameOf(`box-${this.#index}`);
  }

  /** The own address, and that of the box in front. */
  get #addresses(): { inside: string; outside: string } {
    return { inside: `10.0.${this.#index}.2`, outside: `${this.#site.network}.${20 + this.#index}` };
  }

  async #connect(type: NatType): Promise<void> {
    const { gateway, network } = this.#site;
    await this.#plug(this.namespace, 'eth0');
    await shell(
      `ip -n ${this.namespace} address add ${network}.${10 + this.#index}/24 dev eth0`,
      `ip -n ${this.namespace} route add default via ${gateway}`,
    );
    await setRules(this.namespace, rulesFor(type, this.#addresses));
  }

  async #connectBehind(type: NatType): Promise<void> {
    const { gateway } = this.#site;
    const { inside: own, outside } = this.#addresses;
    const router = own.replace(/\d+$/, '1');
    await addNamespace(this.#box);
    await this.#plug(this.#box, 'wan');
    await setRules(this.#box, rulesFor(type, this.#addresses));
    await shell(
      `ip netns exec ${this.#box} sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'`,
      `ip -n ${this.#box} address add ${outside}/24 dev wan`,
      `ip -n ${this.#box} route add default via ${gateway}`,
      `ip -n ${this.namespace} link add eth0 type veth peer name lan netns ${this.#box}`,
      `ip -n ${this.#box} address add ${router}/24 dev lan`,
      `ip -n ${this.#box} link set lan up`,
      `ip -n ${this.namespace} address add ${own}/24 dev eth0`,
      `ip -n ${this.namespace} link set eth0 up`,
      `ip -n ${this.namespace} route add default via ${router}`,
    );
  }

  /** Connects a namespace with the public network, under a device of this name. */
  async #plug(namespace: string, device: string): Promise<void> {
    const port = `port-${this.#index}`;
    // The address of the card belongs to that of the network: the others do not know that it was changed.
    const card = `02:00:00:00:0${device === 'wan' ? 1 : 0}:0${this.#index}`;
    const site = this.#site.namespace;
    await shell(
      `ip -n ${site} link del ${port} 2>/dev/null || true`,
      `ip -n ${namespace} link add ${device} address ${card} type veth peer name ${port} netns ${site}`,
      `ip -n ${site} link set ${port} master public up`,
      `ip -n ${namespace} link set ${device} up`,
    );
  }
}
