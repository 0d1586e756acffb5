/** The element with this tag, and matching this selector, which the page's own HTML holds. */
export function find<K extends keyof HTMLElementTagNameMap>(tag: K, selector = ''): HTMLElementTagNameMap[K] {
  const element = document.querySelector<HTMLElementTagNameMap[K]>(`${tag}${selector}`);
  if (!element) throw new Error(`The page has no ${tag}${selector}`);
  return element;
}
