import { FLAG_ROWS, flagDefault, flagRange, variableOf } from './flags.js';
import type { FlagRow } from './flags.js';

/** Widths of the first column and of a whole line, in characters. */
const LABEL_WIDTH = 32;
const LINE_WIDTH = 120;

export const HELP = `Usage: rtc-signal [options]

The signaling server of rtc-elements. Each option may also be set as an environment variable: --max-participants
as RTC_MAX_PARTICIPANTS and so on, lists with commas between. The option wins over the variable.

${FLAG_ROWS.map(entry).join('')}
GET /healthz on the same port answers 200, and 503 while the server is going down.
`;

function entry(row: FlagRow): string {
  const help = (row.flagHelp ?? row.help).replaceAll('`', '');
  const notes = notesOf(row);
  const text = notes.length > 0 ? `${help} (${notes.join('; ')})` : help;
  const [first = '', ...rest] = wrap(text, LINE_WIDTH - LABEL_WIDTH);
  const lines = [
    `  ${row.flag}`.padEnd(LABEL_WIDTH) + first,
    ...rest.map((line) => ' '.repeat(LABEL_WIDTH) + line),
  ];
  return `${lines.join('\n')}\n`;
}

function notesOf(row: FlagRow): string[] {
  const byDefault = flagDefault(row);
  return [
    flagRange(row),
    row.isRepeatable && 'repeatable',
    byDefault && `default${row.otherwise === undefined ? '' : ':'} ${byDefault}`,
    row.env && `${row.env} is also read`,
    row.isSecret && `better set as ${variableOf(row.flag)}: others can see a command line`,
  ].filter((note) => typeof note === 'string');
}

/** Breaks a text into lines of at most this width, at its spaces. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
