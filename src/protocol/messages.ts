import type * as v from 'valibot';

type Schemas = Readonly<Record<string, v.ObjectSchema<v.ObjectEntries, undefined>>>;

/** A family of messages: one field says which one it is, and each has a schema of its other fields. */
export interface Messages<Key extends string, S extends Schemas> {
  readonly key: Key;
  readonly schemas: S;
}

export const messages = <const Key extends string, S extends Schemas>(
  key: Key,
  schemas: S,
): Messages<Key, S> => ({ key, schemas });

type Flat<T> = { [K in keyof T]: T[K] };

/** The union of all messages of a family. */
export type MessageOf<M> =
  M extends Messages<infer Key, infer S>
    ? { [Name in keyof S]: Flat<Record<Key, Name> & v.InferOutput<S[Name]>> }[keyof S]
    : never;
