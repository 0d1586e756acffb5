export interface PageLifeActions {
  /** Keeps the place in the call for a reload. Returns whether it could. */
  readonly keep: () => boolean;
  /** Ends the call with the page. */
  readonly end: (isKept: boolean) => void;
  /** The page is shown again as it was (back/forward cache), and has a place to return to. */
  readonly resume: () => void;
}

/**
 * Ends a call when the page goes away: nobody can tell whether it will be loaded again.
 *
 * @returns Stops watching when it is aborted.
 */
export function watchPage({ keep, end, resume }: PageLifeActions): AbortController {
  const watching = new AbortController();
  const { signal } = watching;
  globalThis.addEventListener(
    'pagehide',
    () => {
      const isKept = keep();
      end(isKept);
      if (isKept) globalThis.addEventListener('pageshow', resume, { once: true, signal });
    },
    { once: true, signal },
  );
  return watching;
}
