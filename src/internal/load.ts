/** Imports one part of this package. There is one function for each part: the same part is known by the same function. */
export type ImportPart<T = unknown> = () => Promise<T>;

const loads = new WeakMap<ImportPart, Promise<unknown>>();

/**
 * Loads a part. Uses at the same time share one request; a failure is forgotten, so that the next use makes a new one.
 *
 * @throws The browser's error.
 */
export function load<T>(importPart: ImportPart<T>): Promise<T> {
  const shared = loads.get(importPart) as Promise<T> | undefined;
  if (shared) return shared;
  const loading = importPart().catch((error: unknown) => {
    loads.delete(importPart);
    throw error;
  });
  loads.set(importPart, loading);
  return loading;
}
