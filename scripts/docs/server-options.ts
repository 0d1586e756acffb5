import { format, resolveConfig } from 'prettier';
import { ROWS } from '../../server/options/option-table.js';
import type { OptionRow } from '../../server/options/option-row.js';
import { FLAG_ROWS, flagDefault, flagName, flagRange, variableOf } from '../../server/options/flags.js';
import type { FlagRow } from '../../server/options/flags.js';
import { ROOT } from '../lib/processes.js';
import { fill } from './fill.js';
import { code, table } from './markdown.js';

/** docs/server.md with its two tables of options written anew. */
export async function withOptionTables(page: string): Promise<string> {
  const flags = table(['flag', 'variable', 'default', 'range', 'means'], FLAG_ROWS.map(flagCells));
  const options = table(
    ['option', 'default', 'range', 'means'],
    ROWS.map(([name, row]) => [code(name), ...optionCells(row)]),
  );
  const text = fill(fill(page, 'flags', flags), 'options', options);
  return format(text, { ...(await resolveConfig(`${ROOT}docs/server.md`)), parser: 'markdown' });
}

function flagCells(row: FlagRow): string[] {
  const { flag, env, help, flagHelp = help, isRepeatable, see } = row;
  const variables = flag.includes(' ') ? [variableOf(flag), ...(env ? [env] : [])] : [];
  return [
    code(`--${flagName(flag)}`),
    variables.map(code).join(', else '),
    flagDefault(row) ?? '',
    flagRange(row) ?? '',
    `${flagHelp}${isRepeatable ? '; repeatable' : ''}${seeAlso(see)}`,
  ];
}

function optionCells(row: OptionRow): string[] {
  const { default: byDefault = '', otherwise, range, isOfHttpServer, help, see } = row;
  const { unit } = row.type;
  const shown = (value: string | number | boolean): string => {
    if (typeof value !== 'number') return code(String(value));
    // Numbers of ports and the like have no commas.
    return unit === undefined ? String(value) : value.toLocaleString('en');
  };
  return [
    otherwise ?? [byDefault].flat().map(shown).join(', '),
    range ? `${range.map(shown).join(' to ')} ${unit ?? ''}`.trim() : '',
    `${help}${isOfHttpServer ? '; not with `server`' : ''}${seeAlso(see)}`,
  ];
}

const seeAlso = (see: string | undefined): string => (see === undefined ? '' : `: see ${see}`);
