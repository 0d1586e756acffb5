import { abortable } from '../../internal/abortable.js';
import { typedEventTarget } from '../../internal/typed-event-target.js';
import { callWasLeft } from '../call-was-left.js';
import { toRtcError, type RtcError } from '../errors.js';
import { loadPart } from '../load-part.js';
import type { SignalingState } from '../types.js';
import type { Membership } from './membership.js';
import {
  SignalingStateEvent,
  type JoinRequest,
  type MemberUpdate,
  type SignalingEvent,
  type SignalingEventMap,
  type SignalingTransport,
} from './transport.js';
import { webSocketUrl } from './web-socket-url.js';

export const membershipPart = () => import('./membership.js');

/** Signaling over a WebSocket to the server of this package (`rtc-signal`). The part that speaks with it is loaded by the first join. */
export class WebSocketSignaling extends typedEventTarget<SignalingEventMap>() implements SignalingTransport {
  readonly #url: string;
  #state: SignalingState = 'idle';
  #membership: Membership | undefined;
  /** A join waits for the part. */
  #isLoading = false;
  /** Change that waits, too. */
  #update: MemberUpdate | undefined;
  /** Ends the joins that wait. */
  #leaving = new AbortController();

  /**
   * @param url - `wss:`, `ws:`, `https:`, `http:`, or relative to the page.
   * @throws {RtcError} `invalid-options` when that is no URL.
   */
  constructor(url: string) {
    super();
    this.#url = webSocketUrl(url);
  }

  get state(): SignalingState {
    return this.#state;
  }

  get resumeToken(): string | undefined {
    return this.#membership?.resumeToken;
  }

  async join(request: JoinRequest): Promise<void> {
    const { signal } = this.#leaving;
    if (this.#state === 'idle' || this.#state === 'closed') {
      this.#isLoading = true;
      this.#announce(new SignalingStateEvent('connecting'));
    }
    const { Membership } = await this.#load(signal);
    // It may have been left between the answer and this line.
    signal.throwIfAborted();
    this.#isLoading = false;
    this.#membership ??= new Membership(this.#url, (event) => this.#announce(event));
    const joining = this.#membership.join(request);
    if (this.#update) this.#membership.update(this.#update);
    this.#update = undefined;
    return joining;
  }

  signal(to: string, payload: unknown): void {
    this.#membership?.signal(to, payload);
  }

  update(update: MemberUpdate): void {
    if (this.#membership) this.#membership.update(update);
    else this.#update = { ...this.#update, ...update };
  }

  leave(hold?: boolean): Promise<void> {
    this.#leaving.abort(callWasLeft());
    this.#leaving = new AbortController();
    this.#update = undefined;
    if (this.#isLoading) this.#close();
    else this.#membership?.leave(hold);
    return Promise.resolve();
  }

  wake(): void {
    this.#membership?.wake();
  }

  async #load(signal: AbortSignal): Promise<Awaited<ReturnType<typeof membershipPart>>> {
    try {
      return await abortable(loadPart(membershipPart), signal);
    } catch (error) {
      if (!signal.aborted) this.#close(toRtcError(error, 'load-failed'));
      throw error;
    }
  }

  /** Ends what the part has not heard of yet. */
  #close(error?: RtcError): void {
    if (!this.#isLoading) return;
    this.#isLoading = false;
    this.#announce(new SignalingStateEvent('closed', error));
  }

  #announce(event: SignalingEvent): void {
    if (event instanceof SignalingStateEvent) this.#state = event.state;
    this.dispatchEvent(event);
  }
}
