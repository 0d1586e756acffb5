import { cutText } from '../../src/protocol/index.js';

/** From silent to talkative. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Takes one event of the server's life.
 *
 * @param event - What happened, in a few fixed words.
 * @param fields - Details, plain values. Never a token, a secret or what members say to each other.
 */
export type Logger = (
  level: Exclude<LogLevel, 'silent'>,
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

/**
 * A logger that writes one line of JSON for each event.
 *
 * @param least - What is more talkative than this is left out.
 * @param write - Where the lines go; standard error by default.
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
 * What JSON may hold as it is, and a terminal obeys or hides: controls, format characters such as those that turn the
 * direction of writing, and separators of lines.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** The same JSON, for a terminal: what it would obey or hide becomes `\u` and four digits. */
export const escapeUnseen = (json: string): string => json.replace(UNSEEN, toEscapes);

function toEscapes(characters: string): string {
  const units = Array.from({ length: characters.length }, (_, index) => characters.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** The part of an error that may stand in a log. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? cutText(`${error.name}: ${error.message}`, 500) : 'unknown error';
