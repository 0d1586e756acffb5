import { UsageError } from './usage-error.js';

/**
 * Reads the number of a flag or its variable.
 *
 * @param flag - As the error names it.
 * @param allowed - Describes the allowed values in the error; the number is not checked against them.
 * @throws UsageError for a text that is no number.
 */
export function toNumber(flag: string, allowed: string, text: string): number {
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw new UsageError(`${flag} must be ${allowed}, not ${JSON.stringify(text)}`);
}

/**
 * Reads the number of a flag whose unit is larger than that of its option, and converts it.
 *
 * @param range - In the unit of the option.
 * @throws UsageError for a text that is no number in this range.
 */
export function toScaledNumber(
  flag: string,
  unit: { readonly name: string; readonly size: number },
  range: readonly [min: number, max: number],
  text: string,
): number {
  const [min, max] = [range[0] / unit.size, range[1] / unit.size];
  const allowed = `a number of ${unit.name} from ${min} to ${max}`;
  const number = toNumber(flag, allowed, text);
  if (number >= min && number <= max) return Math.round(number * unit.size);
  throw new UsageError(`${flag} must be ${allowed}, not ${JSON.stringify(text)}`);
}
