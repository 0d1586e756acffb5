import { load, type ImportPart } from './load.js';
import { onReturn } from './on-return.js';

type Use = (part: unknown) => void;
type FailureListener = (error: unknown) => void;

interface Wish {
  readonly uses: Set<Use>;
  failed: boolean;
}

/** Parts that are wanted and not there yet. */
const wishes = new Map<ImportPart, Wish>();

/** For each failure listener, whether it was told that parts are missing. */
const listeners = new Map<FailureListener, boolean>();

/** Watches for the page's return as long as parts are missing. */
let returning: AbortController | undefined;

/**
 * Loads a part in the background, for callers that work without it until then. After a failure it is loaded again
 * when the page returns (`onReturn`), by `retryWanted`, and by the next `want`.
 *
 * @param use - Gets the part once it is there. The same function waits once, however often it is passed.
 * @param signal - Ends the wait.
 */
export function want<T>(importPart: ImportPart<T>, use?: (part: T) => void, signal?: AbortSignal): void {
  if (signal?.aborted) return;
  const wish = wishes.get(importPart) ?? { uses: new Set<Use>(), failed: false };
  wishes.set(importPart, wish);
  if (use) {
    const { uses } = wish;
    if (uses.has(use as Use)) return;
    uses.add(use as Use);
    signal?.addEventListener('abort', () => {
      uses.delete(use as Use);
      if (uses.size === 0) settle(importPart, wish);
    });
  }
  void attempt(importPart, wish);
}

/**
 * Loads every missing part again, after something that makes success likely or the part needed.
 *
 * @param told - `false` after an action of the person, so that a failure is reported again.
 */
export function retryWanted(told = true): void {
  if (!told) for (const listener of listeners.keys()) listeners.set(listener, false);
  for (const [importPart, wish] of wishes) if (wish.failed) void attempt(importPart, wish);
}

/** Calls back when a wanted part could not be loaded: once, however many are missing, until all of them are there. */
export function onLoadFailure(listener: FailureListener, signal: AbortSignal): void {
  listeners.set(listener, false);
  signal.addEventListener('abort', () => listeners.delete(listener));
}

async function attempt(importPart: ImportPart, wish: Wish): Promise<void> {
  let part: unknown;
  try {
    part = await load(importPart);
  } catch (error) {
    fail(importPart, wish, error);
    return;
  }
  const uses = [...wish.uses];
  wish.uses.clear();
  settle(importPart, wish);
  for (const use of uses) use(part);
}

function fail(importPart: ImportPart, wish: Wish, error: unknown): void {
  // No caller wants it any longer.
  if (wishes.get(importPart) !== wish) return;
  wish.failed = true;
  if (!returning) onReturn(() => retryWanted(), (returning = new AbortController()).signal);
  for (const [listener, told] of listeners) {
    if (told) continue;
    listeners.set(listener, true);
    listener(error);
  }
}

/** Forgets a part that is loaded, or that no caller wants any longer. */
function settle(importPart: ImportPart, wish: Wish): void {
  if (wishes.get(importPart) === wish) wishes.delete(importPart);
  if ([...wishes.values()].some(({ failed }) => failed)) return;
  returning?.abort();
  returning = undefined;
  for (const listener of listeners.keys()) listeners.set(listener, false);
}
