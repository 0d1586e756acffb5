/** How often it is looked whether the machine has slept, in ms. */
const TICK = 5000;

/** Calls back when what was away may be there again: the network, the person at the page, the machine after a sleep. */
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
