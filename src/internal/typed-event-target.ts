type Listener<E extends Event> = ((event: E) => void) | { handleEvent(event: E): void } | null;

/** An EventTarget whose events are known by type; costs nothing at run time. */
export interface TypedEventTarget<M extends { [K in keyof M]: Event }> {
  addEventListener<K extends keyof M & string>(
    type: K,
    listener: Listener<M[K]>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof M & string>(
    type: K,
    listener: Listener<M[K]>,
    options?: boolean | EventListenerOptions,
  ): void;
  dispatchEvent(event: M[keyof M]): boolean;
}

/** The base class `EventTarget`, typed by a map of events: `class X extends typedEventTarget<Map>() {}`. */
export const typedEventTarget = <M extends { [K in keyof M]: Event }>(): new () => TypedEventTarget<M> =>
  EventTarget;
