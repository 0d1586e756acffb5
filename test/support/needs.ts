import { findProgram, howToGet, type ProgramName } from '../../scripts/programs.mjs';

/** Options for tests that run these programs: where one is missing they are skipped, and say how to get it. */
export function needs(...names: ProgramName[]): { skip: string | false } {
  const missing = names.find((name) => findProgram(name) === undefined);
  return { skip: missing !== undefined && `left out, for want of ${howToGet(missing)}` };
}
