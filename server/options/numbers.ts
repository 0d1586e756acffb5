import { UsageError } from './usage-error.js';

/**
 * The number that a flag or its variable has.
 *
 * @param flag - As it is named in the message.
 * @param allowed - What it must be, in words; whether the number is that is not looked at.
 * @returns `undefined` where there is none.
 * @throws UsageError for a text that is no number.
 */
export function toNumber(flag: string, allowed: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) {
    throw new UsageError(`${flag} must be ${allowed}, not ${JSON.stringify(text)}`);
  }
  return Number(text);
}

/**
 * The milliseconds of a flag in seconds.
 *
 * @param min - In seconds, as `max`.
 * @throws UsageError for a text that is no such number.
 */
export function toMilliseconds(
  flag: string,
  min: number,
  max: number,
  text: string | undefined,
): number | undefined {
  const seconds = toNumberWithin(flag, 'seconds', min, max, text);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

/**
 * The bytes of a flag in MiB.
 *
 * @throws UsageError for a text that is no number from 1 to 1,048,576.
 */
export function toBytes(flag: string, text: string | undefined): number | undefined {
  const mebibytes = toNumberWithin(flag, 'MiB', 1, 1024 ** 2, text);
  return mebibytes === undefined ? undefined : Math.round(mebibytes * 1024 ** 2);
}

function toNumberWithin(
  flag: string,
  unit: string,
  min: number,
  max: number,
  text: string | undefined,
): number | undefined {
  const allowed = `a number of ${unit} from ${min} to ${max}`;
  const number = toNumber(flag, allowed, text);
  if (number !== undefined && (number < min || number > max)) {
    throw new UsageError(`${flag} must be ${allowed}, not ${JSON.stringify(text)}`);
  }
  return number;
}
