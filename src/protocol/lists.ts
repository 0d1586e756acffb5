import * as v from 'valibot';

/** At most `max` of the same. */
export const list = <TSchema extends v.GenericSchema>(item: TSchema, max: number) =>
  v.pipe(
    v.array(item),
    v.check(({ length }) => length <= max, `must have at most ${max} entries`),
  );

/** A list that leaves out entries it cannot read, so that an entry of a newer server does not invalidate the others. */
export const readableEntries = <TSchema extends v.GenericSchema>(item: TSchema, max: number) =>
  v.pipe(
    list(v.unknown(), max),
    v.transform((entries) =>
      entries.flatMap((entry) => {
        const result = v.safeParse(item, entry);
        return result.success ? [result.output] : [];
      }),
    ),
  );
