/** Resolves with the next event of this type that fits. `target` is an EventTarget, however it is typed. */
export function nextEvent<E extends Event = Event>(
  target: object,
  type: string,
  fits: (event: E) => boolean = () => true,
): Promise<E> {
  return new Promise((resolve) => {
    const done = new AbortController();
    const handle = (event: Event): void => {
      if (!fits(event as E)) return;
      done.abort();
      resolve(event as E);
    };
    (target as EventTarget).addEventListener(type, handle, { signal: done.signal });
  });
}

/** The error that a promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`rejected with ${String(error)}, which is no error`, { cause: error });
  }
  throw new Error('was not rejected');
}
