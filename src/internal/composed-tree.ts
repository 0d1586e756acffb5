/** The node around this one: the slot it is assigned to, else its parent, else the host of its shadow root. */
function composedParent(node: Node): Node | null {
  const slot = node instanceof Element ? node.assignedSlot : null;
  const host = node instanceof ShadowRoot ? node.host : null;
  return slot ?? node.parentNode ?? host;
}

/** The element itself and then every element around it, across shadow roots. */
export function* composedAncestors(element: Element | undefined): Generator<Element> {
  for (let node: Node | null | undefined = element; node; node = composedParent(node)) {
    if (node instanceof Element) yield node;
  }
}
