import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { findProgram, howToGet } from '../../scripts/programs.mjs';
import { needs } from '../support/needs.js';

export type LabBrowserName = 'chromium' | 'firefox';

const run = promisify(execFile);

const PREFIX = 'rtc-lab';

/** Programs that the lab is made with. */
const PROGRAMS = ['chromium', 'coturn', 'ip', 'nft', 'certutil'] as const;

/** Options for tests in the lab with these browsers: where it cannot be made they are skipped, and say what is missing. */
export function needsLab(...browsers: readonly LabBrowserName[]): { skip: string | false } {
  const reason = whyNoLab();
  return reason === undefined ? needs(...browsers) : { skip: `left out: ${reason}` };
}

/** The reason why the lab cannot be made, where there is one. */
export function whyNoLab(): string | undefined {
  if (process.platform !== 'linux') return 'the lab of NATs needs Linux';
  if (process.getuid?.() !== 0) return 'the lab of NATs needs root, for network namespaces';
  const missing = PROGRAMS.find((name) => findProgram(name) === undefined);
  if (missing !== undefined) return `the lab of NATs needs ${howToGet(missing)}`;
  // A container may not be allowed to.
  const name = nameOf('trial');
  const { status, stderr } = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (status !== 0) return `this machine makes no network namespaces: ${stderr.trim()}`;
  const rules = spawnSync('ip', ['netns', 'exec', name, 'nft', 'add table ip trial'], { encoding: 'utf8' });
  spawnSync('ip', ['netns', 'del', name]);
  return rules.status === 0 ? undefined : `this machine takes no nftables rules: ${rules.stderr.trim()}`;
}

/** Full name of a network namespace of this process. */
export const nameOf = (part: string): string => `${PREFIX}-${process.pid}-${part}`;

/** The beginning of a command line that runs what follows in a network namespace. */
export const inside = (name: string): readonly string[] => ['ip', 'netns', 'exec', name];

/** Runs lines of shell, and ends at the first that fails. */
export async function shell(...lines: readonly string[]): Promise<void> {
  await run('sh', ['-e', '-c', lines.join('\n')]);
}

/** Makes a network namespace with a loopback device, and without IPv6, which the lab does not speak. */
export async function addNamespace(name: string): Promise<void> {
  await shell(
    `ip netns add ${name}`,
    `ip netns exec ${name} sh -c 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6'`,
    `ip -n ${name} link set lo up`,
  );
}

/** Files that stand in a namespace in place of those of /etc (ip-netns(8)). */
const filesOf = (name: string): string => `/etc/netns/${name}`;

/** Tells what runs in a namespace what these names stand for. There is no DNS, and nothing waits for one. */
export function setHosts(name: string, hosts: Readonly<Record<string, string>>): void {
  const own = { localhost: '127.0.0.1', [hostname()]: '127.0.0.1' };
  const lines = Object.entries({ ...own, ...hosts }).map(([host, address]) => `${address} ${host}\n`);
  mkdirSync(filesOf(name), { recursive: true });
  writeFileSync(`${filesOf(name)}/hosts`, lines.join(''));
  // Nothing listens there, which is said at once.
  writeFileSync(`${filesOf(name)}/resolv.conf`, 'nameserver 127.0.0.1\n');
}

/** Puts rules into a namespace in place of those of before. */
export async function setRules(name: string, rules: string): Promise<void> {
  const nft = run('ip', ['netns', 'exec', name, 'nft', '-f', '-']);
  nft.child.stdin?.end(`flush ruleset\n${rules}\n`);
  await nft;
}

/** Ends what runs in this process' namespaces, and in those that a process has left behind, and removes them. */
export function removeNamespaces(): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const line of stdout.split('\n')) {
    const [name = ''] = line.split(' ');
    const owner = Number(new RegExp(`^${PREFIX}-(\\d+)-`).exec(name)?.[1]);
    if (!owner || (owner !== process.pid && isAlive(owner))) continue;
    const pids = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).stdout;
    for (const pid of pids.split('\n').filter(Boolean)) end(Number(pid));
    spawnSync('ip', ['netns', 'del', name]);
    rmSync(filesOf(name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
