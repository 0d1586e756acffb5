import { typedEventTarget } from '../../internal/typed-event-target.js';
import type { CallSessionEventMap } from '../events.js';
import type { CallFeatures } from '../types.js';
import { EventQueue, type SessionEvent } from './event-queue.js';

/** The events of a session, and what its features show. */
export abstract class CallStore extends typedEventTarget<CallSessionEventMap>() {
  /** State of the features attached to the call, for elements to show. Features set their entries with `publish`. */
  readonly features: CallFeatures = {};

  protected readonly eventQueue = new EventQueue((event) => super.dispatchEvent(event));

  /** Replaces the entry of a feature in `features`, or takes it away (`undefined`), and fires `change`. */
  publish<K extends keyof CallFeatures>(name: K, entry: CallFeatures[K]): void {
    this.features[name] = entry;
    this.dispatchEvent(new Event('change'));
  }

  /** Dispatches events in order: one that a listener causes waits until all listeners have received the current one. */
  override dispatchEvent(event: SessionEvent): boolean {
    this.eventQueue.add(event);
    return true;
  }
}
