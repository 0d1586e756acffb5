/**
 * Resolves when the page is loaded and the browser has been idle without a change of the document: what a script of the page
 * adds at the beginning is there then.
 */
export async function settled(): Promise<void> {
  if (document.readyState !== 'complete') await loaded();
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  observer.observe(document, { childList: true, subtree: true });
  do {
    changes.length = 0;
    await idle();
  } while (changes.length > 0);
  observer.disconnect();
}

const loaded = (): Promise<unknown> =>
  new Promise((resolve) => {
    addEventListener('load', resolve, { once: true });
  });

const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    // Not in Safari.
    const { requestIdleCallback = setTimeout } = window as Partial<Window>;
    requestIdleCallback(resolve);
  });
