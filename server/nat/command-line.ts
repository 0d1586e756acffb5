import { isIP, isIPv6 } from 'node:net';
import { parseArgs } from 'node:util';
import { UsageError } from '../options/usage-error.js';
import { STUN_PORT } from '../stun/codes.js';

/** The command line of `rtc-nat`, parsed. */
export type NatCommand = { readonly run: 'help' } | ({ readonly run: 'discover' } & NatOptions);

export interface NatOptions {
  /** A name, or an IP address. */
  readonly host: string;
  readonly port: number;
  readonly json: boolean;
  readonly timeoutMs: number;
}

const DEFAULT_TIMEOUT_MS = 3000;
const MIN_TIMEOUT_MS = 100;
const MAX_TIMEOUT_MS = 60_000;

export const NAT_HELP = `Usage: rtc-nat HOST[:PORT] [options]

Finds out what kind of NAT or firewall is between this machine and a STUN server, by the tests of RFC 3489 and RFC 5780.
The server needs two addresses: rtc-signal with --stun and --probe has them, and coturn with two listening addresses.
The port is 3478 by default; an IPv6 address with a port stands in brackets.

  --json        print one JSON object instead of text
  --timeout MS  how long to wait for each answer, ${MIN_TIMEOUT_MS} to ${MAX_TIMEOUT_MS} (default ${DEFAULT_TIMEOUT_MS})
  --help        show this

Exit status: 0 done, 1 no answer from the server, 2 wrong options.
`;

/** @throws UsageError */
export function readNatCommand(args: readonly string[]): NatCommand {
  const { values, positionals } = parse(args);
  if (values.help) return { run: 'help' };
  const [server, ...more] = positionals;
  if (server === undefined) throw new UsageError('HOST is missing');
  if (more.length > 0) throw new UsageError(`one HOST only, not also ${JSON.stringify(more[0])}`);
  return {
    run: 'discover',
    ...readServer(server),
    json: values.json === true,
    timeoutMs: readTimeout(values.timeout),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean' },
        timeout: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
      allowPositionals: true,
    });
  } catch (error) {
    const text = error instanceof Error ? error.message : 'wrong options';
    // Node's own hints are about names that begin with a dash.
    throw new UsageError(text.split(/\.? To specify|\n/, 1)[0]);
  }
}

function readServer(text: string): { host: string; port: number } {
  if (isIPv6(text)) return { host: text, port: STUN_PORT };
  const [, bracketed, name, port] = /^(?:\[(.+)\]|([^:[\]\s/]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? name ?? '';
  const isHost = bracketed === undefined ? isIP(host) === 4 || /[a-z]/i.test(host) : isIPv6(bracketed);
  const number = Number(port ?? STUN_PORT);
  if (isHost && number >= 1 && number <= 65_535) return { host, port: number };
  throw new UsageError(
    `HOST[:PORT] must be like stun.example.com, 192.0.2.1:3478 or [2001:db8::1]:3478, not ${JSON.stringify(text)}`,
  );
}

function readTimeout(text: string | undefined): number {
  const ms = Number(text ?? DEFAULT_TIMEOUT_MS);
  if (Number.isInteger(ms) && ms >= MIN_TIMEOUT_MS && ms <= MAX_TIMEOUT_MS) return ms;
  const allowed = `an integer from ${MIN_TIMEOUT_MS} to ${MAX_TIMEOUT_MS}`;
  throw new UsageError(`--timeout must be ${allowed}, not ${JSON.stringify(text)}`);
}
