import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { callContext, type CallSession } from '../../core/index.js';
import { load } from '../../internal/load.js';
import { misusePart } from './misuse-part.js';

/** Values of a session that an element shows: it renders when one of them has changed. */
export type SessionSelect = (session: CallSession) => readonly unknown[];

/** Something that fires `change`. */
export interface Changing {
  addEventListener(type: 'change', listener: () => void, options: AddEventListenerOptions): void;
}

interface SessionHost extends ReactiveControllerHost, HTMLElement {
  /** Id of the element to take the session from. */
  readonly for: string;
}

const NOTHING: readonly unknown[] = [];

/**
 * Connects an element with a session: the one that was set, that of the element that `for` names, or that of the nearest
 * provider around it, in this order. The session may come later than the element.
 */
export class SessionController implements ReactiveController {
  readonly #host: SessionHost;
  readonly #select: SessionSelect;
  readonly #stores: (session: CallSession) => readonly Changing[];
  #given: CallSession | undefined;
  #session: CallSession | undefined;
  #shown = NOTHING;
  /** Lives as long as the element stands in the document. */
  #connection: AbortController | undefined;
  /** Lives as long as the element shows this session. */
  #subscription: AbortController | undefined;

  /** @param stores - Other objects that hold selected values, such as the chat of the session. */
  constructor(
    host: SessionHost,
    select: SessionSelect,
    stores: (session: CallSession) => readonly Changing[] = () => [],
  ) {
    this.#select = select;
    this.#stores = stores;
    (this.#host = host).addController(this);
  }

  get session(): CallSession | undefined {
    return this.#session;
  }

  /** Sets the session from JavaScript, which has precedence over all others. */
  give(session: CallSession | undefined): void {
    this.#given = session;
    this.resolve();
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    const resolve = (): void => this.resolve();
    // A provider announces itself when it is upgraded or inserted. Its ancestors may stop the event: capture.
    this.#host.ownerDocument.addEventListener('context-provider', resolve, { capture: true, signal });
    // By then a page that is as its author meant it has a call.
    addEventListener('load', resolve, { signal });
    resolve();
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#subscription?.abort();
    this.#subscription = undefined;
    // An element that is only moved keeps what it shows.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#change(undefined);
    });
  }

  hostUpdate(): void {
    if (this.#session) this.#shown = this.#select(this.#session);
  }

  /** Looks for the session again. */
  resolve(): void {
    if (!this.#host.isConnected) return;
    this.#change(this.#given ?? (this.#host.for ? this.#sessionOfElement() : this.#sessionOfContext()));
    if (this.#session || document.readyState !== 'complete') return;
    load(misusePart).then(
      ({ lookForMisuses }) => lookForMisuses(this.#host),
      () => undefined,
    );
  }

  #sessionOfElement(): CallSession | undefined {
    const id = this.#host.for;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const element: (Element & { session?: CallSession }) | null =
      root.getElementById(id) ?? this.#host.ownerDocument.getElementById(id);
    return element?.session;
  }

  #sessionOfContext(): CallSession | undefined {
    let found: CallSession | undefined;
    const request = new ContextEvent(callContext, this.#host, (session) => {
      found = session;
    });
    this.#host.dispatchEvent(request);
    return found;
  }

  #change(session: CallSession | undefined): void {
    const changed = session !== this.#session;
    if (!changed && this.#subscription) return;
    this.#subscription?.abort();
    this.#subscription = undefined;
    this.#session = session;
    if (session) {
      this.#subscription = new AbortController();
      const { signal } = this.#subscription;
      for (const store of [session, ...this.#stores(session)]) {
        store.addEventListener('change', this.#handleChange, { signal });
      }
    }
    if (changed || session) this.#host.requestUpdate();
  }

  readonly #handleChange = (): void => {
    const now = this.#session ? this.#select(this.#session) : NOTHING;
    if (now.length === this.#shown.length && now.every((value, i) => Object.is(value, this.#shown[i])))
      return;
    this.#shown = now;
    this.#host.requestUpdate();
  };
}
