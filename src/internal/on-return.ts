/** Interval in ms at which a sleep of the machine is noticed. */
const TICK = 5000;

/** Calls back when something may work again: the network is back, the page is visible, the machine has woken up. */
export function onReturn(callback: () => void, signal: AbortSignal): void {
  globalThis.addEventListener('online', callback, { signal });
  document.addEventListener('visibilitychange', () => !document.hidden && callback(), { signal });
  let last = Date.now();
  const timer = setInterval(() => {
    const passed = Date.now() - last;
    last += passed;
    if (passed > 2 * TICK) callback();
  }, TICK);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
}
