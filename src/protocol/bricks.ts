import * as v from 'valibot';

/**
 * The parts of all schemas. Each kind of value has one check whose error states the limits; that needs fewer parts of
 * valibot in the page, too.
 */

/** A string of `min` to `max` UTF-16 code units. */
export const text = (max: number, min = 0) =>
  v.pipe(
    v.string(),
    v.check(({ length }) => length >= min && length <= max, `must have ${min} to ${max} characters`),
  );

/** A string for people to read: without control characters (Unicode category Cc). */
export const readableText = (max: number, min = 0) =>
  v.pipe(
    text(max, min),
    v.check((value) => !/\p{Cc}/u.test(value), 'must have no control characters'),
  );

/** A whole number from 0 to `max`. */
export const count = (max = Number.MAX_SAFE_INTEGER) =>
  v.pipe(
    v.number(),
    v.check((value) => Number.isSafeInteger(value) && value >= 0 && value <= max, `must be 0 to ${max}`),
  );
