import type { CallSession } from '../../core/index.js';
import { Messages } from '../../core/channels/messages.js';
import { RtcMessageEvent } from '../events.js';

const SESSION_EVENTS = [
  'rtc-state-change',
  'rtc-participant-join',
  'rtc-participant-leave',
  'rtc-participant-change',
  'rtc-track',
  'rtc-device-change',
  'rtc-error',
  'rtc-quality-change',
] as const;

/** Dispatches every event of a session, and every message to the page, at an element as well. */
export function forwardEvents(session: CallSession, element: Element, signal: AbortSignal): void {
  for (const type of SESSION_EVENTS) {
    session.addEventListener(type, (event) => element.dispatchEvent(event.clone()), { signal });
  }
  Messages.of(session).on('app', ({ from, data }) => element.dispatchEvent(new RtcMessageEvent(from, data)), {
    signal,
  });
}
