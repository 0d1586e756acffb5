import { parseArgs } from 'node:util';
import { LOG_LEVELS } from '../log/log.js';
import type { LogLevel } from '../log/log.js';
import { FLAG_ROWS, flagName, variableOf } from './flags.js';
import type { OptionRow } from './option-row.js';
import { ROWS } from './option-table.js';
import { resolveOptions } from './resolve-options.js';
import type { SignalingServerOptions } from './server-options.js';
import { UsageError } from './usage-error.js';

/** The command line of `rtc-signal`, parsed. */
export type Command =
  | { readonly run: 'help' }
  | { readonly run: 'version' }
  | { readonly run: 'serve'; readonly options: SignalingServerOptions; readonly logLevel: LogLevel };

type Environment = Readonly<Record<string, string | undefined>>;

/** Texts of the flags on the command line, by the names of the flags. */
type Flags = ReadonlyMap<string, readonly string[]>;

/** Short forms of flags. */
const SHORT: Readonly<Record<string, string>> = { help: 'h', version: 'v' };

/**
 * Reads the command line and the environment.
 *
 * @param args - Without the program's own name.
 * @throws UsageError
 */
export function readCommand(args: readonly string[], env: Environment): Command {
  const flags = readFlags(args);
  if (flags.has('help')) return { run: 'help' };
  if (flags.has('version')) return { run: 'version' };

  checkVariables(env);
  const options: Record<string, unknown> = {};
  for (const [name, row] of ROWS) {
    if (row.flag === undefined) continue;
    const texts = flags.get(flagName(row.flag)) ?? textsOfVariable(row.flag, row, env);
    if (texts) options[name] = row.type.parse?.(texts, `--${flagName(row.flag)}`, row.range);
  }
  check(options);
  const [logLevel] = flags.get('log-level') ?? [variable(env, 'RTC_LOG_LEVEL')];
  return { run: 'serve', options, logLevel: toLogLevel(logLevel) };
}

function readFlags(args: readonly string[]): Flags {
  const options = Object.fromEntries(
    FLAG_ROWS.map(({ flag, isRepeatable = false }) => {
      const name = flagName(flag);
      const type = flag.includes(' ') ? 'string' : 'boolean';
      const short = SHORT[name];
      return [name, { type, multiple: isRepeatable, ...(short !== undefined && { short }) }] as const;
    }),
  );
  try {
    const { values } = parseArgs({
      args: args.map(completeProxies),
      options,
      strict: true,
      allowPositionals: false,
    });
    return new Map(Object.entries(values).map(([name, value]) => [name, [value].flat().map(String)]));
  } catch (error) {
    const text = error instanceof Error ? error.message : 'wrong options';
    // Node's own hints are about positional arguments, of which there are none here.
    throw new UsageError(text.split(/\.? To specify|\n/, 1)[0]);
  }
}

/** `--trust-proxy` is the only flag with a value that may be left out, which `parseArgs` does not know. */
function completeProxies(arg: string, index: number, args: readonly string[]): string {
  const hasValue = args[index + 1]?.startsWith('-') === false;
  return arg === '--trust-proxy' && !hasValue ? '--trust-proxy=true' : arg;
}

/** Refuses unknown variables: with a misspelt RTC_TOKEN_SECRET, rooms would be open without notice. */
function checkVariables(env: Environment): void {
  const known = FLAG_ROWS.map(({ flag }) => variableOf(flag));
  const unknown = Object.entries(env).find(
    ([name, text = '']) => name.startsWith('RTC_') && !known.includes(name) && !isServiceLink(name, text),
  );
  if (unknown) throw new UsageError(`Unknown environment variable ${JSON.stringify(unknown[0])}`);
}

/**
 * Whether it is one of the variables in which Kubernetes tells every container of the services around it: that of a service
 * named `rtc-signal` begins with RTC_, too.
 */
const isServiceLink = (name: string, text: string): boolean =>
  /_SERVICE_(HOST|PORT)(_|$)|_PORT_\d+_(TCP|UDP|SCTP)(_|$)/.test(name) ||
  (name.endsWith('_PORT') && /^(tcp|udp|sctp):\/\//.test(text));

/** A variable of a repeatable flag has commas between its values. */
function textsOfVariable(
  flag: string,
  { env: other, isRepeatable }: OptionRow,
  env: Environment,
): readonly string[] | undefined {
  const text = variable(env, variableOf(flag)) ?? (other === undefined ? undefined : variable(env, other));
  if (text === undefined) return undefined;
  return isRepeatable ? text.split(',') : [text];
}

/** An empty variable counts as not set. */
const variable = (env: Environment, name: string): string | undefined =>
  env[name] === '' ? undefined : env[name];

function toLogLevel(text = 'info'): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level) return level;
  throw new UsageError(`--log-level must be one of ${LOG_LEVELS.join(', ')}, not ${JSON.stringify(text)}`);
}

function check(options: SignalingServerOptions): void {
  try {
    resolveOptions(options);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw toUsageError(error);
  }
}

/** The same error, with the flag in place of the option that its message begins with. */
export function toUsageError({ message }: Error): UsageError {
  const named = message.replace(/^\w+(\[\d+\])?/, (name) => flagOf(name.replace(/\[.*/, '')));
  return new UsageError(named.replace(/(?<= needs )\w+$/, flagOf));
}

function flagOf(option: string): string {
  const row = ROWS.find(([name]) => name === option)?.[1];
  return `--${row?.flag === undefined ? option : flagName(row.flag)}`;
}
