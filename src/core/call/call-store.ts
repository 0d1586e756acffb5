import { typedEventTarget } from '../../internal/typed-event-target.js';
import { toRtcError, type RtcErrorCode } from '../errors.js';
import { RtcErrorEvent, type CallSessionEventMap } from '../events.js';
import type { CallFeatures } from '../types.js';
import { EventQueue, type SessionEvent } from './event-queue.js';

/** The events of a session, and what its features show. */
export abstract class CallStore extends typedEventTarget<CallSessionEventMap>() {
  /** State of the features attached to the call, for elements to show. Features set their entries with `publish`. */
  readonly features: CallFeatures = {};

  protected readonly eventQueue = new EventQueue((event) => super.dispatchEvent(event));

  /**
   * Replaces the entry of a feature in `features`, or takes it away (`undefined`), and fires `change`.
   *
   * @param event - Fired after it, where the feature has one of its own.
   */
  publish<K extends keyof CallFeatures>(name: K, entry: CallFeatures[K], event?: SessionEvent): void {
    this.features[name] = entry;
    this.eventQueue.add(new Event('change'), ...(event ? [event] : []));
  }

  /**
   * Fires `rtc-error`, which elements show: for what goes wrong in a feature or an element of this call.
   *
   * @param code - For an error that is no `RtcError`.
   */
  report(error: unknown, code: RtcErrorCode = 'internal'): void {
    this.dispatchEvent(new RtcErrorEvent({ error: toRtcError(error, code) }));
  }

  /** Dispatches events in order: one that a listener causes waits until all listeners have received the current one. */
  override dispatchEvent(event: SessionEvent): boolean {
    this.eventQueue.add(event);
    return true;
  }
}
