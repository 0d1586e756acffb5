/** Rejects the join of a call that was left meanwhile. */
export const callWasLeft = (): DOMException => new DOMException('The call was left.', 'AbortError');
