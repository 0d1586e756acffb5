/** Most times that a change of the document is waited out: some pages change all the time. */
const MAX_CHANGES = 10;

/** Time in ms after which a browser that is never idle is taken for one that is. */
const PATIENCE = 2000;

/**
 * Resolves when the page is loaded and the browser has been idle without a change of the document: what a script of the page
 * adds at the beginning is there then. A page that never rests is not waited for without end.
 */
export async function settled(): Promise<void> {
  if (document.readyState !== 'complete') await loaded();
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  observer.observe(document, { childList: true, subtree: true });
  let times = 0;
  do {
    changes.length = 0;
    await idle();
    times += 1;
  } while (changes.length > 0 && times < MAX_CHANGES);
  observer.disconnect();
}

const loaded = (): Promise<unknown> =>
  new Promise((resolve) => {
    addEventListener('load', resolve, { once: true });
  });

const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    // Not in Safari.
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: PATIENCE });
    else setTimeout(resolve);
  });
