import type { CallSession } from '../../call/call-session.js';

/** States in which somebody looks at the call. */
const ACTIVE: readonly string[] = ['in-call', 'reconnecting'];

/**
 * Keeps the screen on while the page is in the call and to be seen (Screen Wake Lock API): a phone that sleeps ends its
 * part of a call. The browser releases the lock when the page is hidden, and may refuse one, with a low battery, say.
 */
export function keepAwake(session: CallSession): void {
  let call: AbortController | undefined;
  const follow = (): void => {
    const active = ACTIVE.includes(session.state);
    if (active === (call !== undefined)) return;
    call?.abort();
    call = active ? new AbortController() : undefined;
    if (call) holdWhileVisible(call.signal);
  };
  session.addEventListener('rtc-state-change', follow);
  follow();
}

function holdWhileVisible(signal: AbortSignal): void {
  let held: WakeLockSentinel | undefined;
  const release = (): void => {
    void held?.release();
    held = undefined;
  };
  const update = async (): Promise<void> => {
    // The browser has released it by itself.
    if (document.visibilityState === 'hidden') release();
    // Missing in older browsers and on insecure pages; the types do not know that.
    const { wakeLock } = navigator as { readonly wakeLock?: WakeLock };
    if (!wakeLock || document.visibilityState === 'hidden' || (held && !held.released)) return;
    try {
      const lock = await wakeLock.request('screen');
      release();
      held = lock;
      if (signal.aborted) release();
    } catch {
      // With a low battery, say: then the screen sleeps as it does on any page.
    }
  };
  document.addEventListener('visibilitychange', () => void update(), { signal });
  signal.addEventListener('abort', release);
  void update();
}
