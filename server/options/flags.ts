import { LOG_LEVELS } from '../log/log.js';
import type { DocumentedRow, OptionRow } from './option-row.js';
import { ROWS } from './option-table.js';

/** A flag with its row. The flags of the command have no type of an option. */
export type FlagRow = DocumentedRow & { readonly flag: string } & Partial<Pick<OptionRow, 'type'>>;

/** Flags of `rtc-signal` that set no option of the server. */
const COMMAND_FLAGS = [
  {
    flag: '--log-level LEVEL',
    default: 'info',
    help: `how much is logged: ${LOG_LEVELS.map((level) => `\`${level}\``).join(', ')}`,
  },
  { flag: '--help', help: 'shows the flags' },
  { flag: '--version', help: 'shows the version' },
] as const satisfies readonly DocumentedRow[];

/** All flags of `rtc-signal`, in the order of `--help`. */
export const FLAG_ROWS: readonly FlagRow[] = [
  ...ROWS.flatMap(([, row]) => (row.flag === undefined ? [] : [{ ...row, flag: row.flag }])),
  ...COMMAND_FLAGS,
];

/** The name of a flag, without its value and the dashes. */
export const flagName = (flag: string): string => /^--(\S+)/.exec(flag)?.[1] ?? flag;

/** The variable that stands for a flag. */
export const variableOf = (flag: string): string =>
  `RTC_${flagName(flag).toUpperCase().replaceAll('-', '_')}`;

/** The default of a flag, in the flag's unit. */
export function flagDefault({ type, default: value, otherwise }: FlagRow): string | undefined {
  if (otherwise !== undefined || value === undefined) return otherwise;
  return String(typeof value === 'number' ? value / (type?.flagUnit?.size ?? 1) : value);
}

/** Smallest and largest value of a flag, in the flag's unit. */
export function flagRange({ type, range }: FlagRow): string | undefined {
  if (!range) return undefined;
  const { name, size } = type?.flagUnit ?? { name: '', size: 1 };
  return `${range[0] / size} to ${range[1] / size} ${name}`.trim();
}
