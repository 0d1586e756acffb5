import { cutText } from '../../src/protocol/index.js';

/** From the fewest lines to the most. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Logs one event of the server.
 *
 * @param event - The name of the event, in a few fixed words.
 * @param fields - Details, as plain values. Never a token, a secret or a signal of a member.
 */
export type Logger = (
  level: Exclude<LogLevel, 'silent'>,
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

/**
 * A logger that writes one line of JSON for each event.
 *
 * @param least - Highest level that is written.
 * @param write - Writes a line; to standard error by default.
 */
export function createJsonLogger(
  least: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Logger {
  const limit = LOG_LEVELS.indexOf(least);
  return (level, event, fields) => {
    if (LOG_LEVELS.indexOf(level) > limit) return;
    const line = JSON.stringify({ time: new Date().toISOString(), level, event, ...fields });
    write(`${escapeUnseen(line)}\n`);
  };
}

/**
 * Characters that JSON need not escape and a terminal obeys or hides: controls, format characters such as those that
 * change the direction of text, and line separators.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** The same JSON, with these characters escaped. */
export const escapeUnseen = (json: string): string => json.replace(UNSEEN, toEscapes);

function toEscapes(characters: string): string {
  const units = Array.from({ length: characters.length }, (_, index) => characters.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** Text of an error for the log: name and message, without a stack. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? cutText(`${error.name}: ${error.message}`, 500) : 'unknown error';
