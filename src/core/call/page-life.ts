/**
 * Calls back when the page goes away, and once more if it is not loaded again but shown as it was.
 *
 * @param onHide - Says whether there is something to come back to.
 * @returns Stops watching when it is aborted.
 */
export function watchPage(onHide: () => boolean, onReturn: () => void): AbortController {
  const watching = new AbortController();
  const { signal } = watching;
  globalThis.addEventListener(
    'pagehide',
    () => {
      if (onHide()) globalThis.addEventListener('pageshow', onReturn, { once: true, signal });
    },
    { once: true, signal },
  );
  return watching;
}
