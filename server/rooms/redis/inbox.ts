/** A message on the channel of a server, as the scripts write it. */
export type InboxMessage =
  | { readonly kind: 'replaced'; readonly id: string; readonly hold: string }
  | {
      readonly kind: 'push';
      /** The members it is for, each with the member's own number of the push. */
      readonly to: readonly { readonly id: string; readonly seq: number }[];
      /** JSON text before and after the number. */
      readonly head: string;
      readonly tail: string;
    };

/** Reads a message: a line of words and, for a push, a line and the rest. `undefined` for any other text. */
export function readInboxMessage(text: string): InboxMessage | undefined {
  const [first = '', head, ...rest] = text.split('\n');
  const [kind, ...words] = first.split(' ');
  if (kind === 'replaced') {
    const [id = '', hold = ''] = words;
    return { kind, id, hold };
  }
  if (kind !== 'push' || head === undefined) return undefined;
  const to = words.map((word) => {
    const [id = '', seq] = word.split(':');
    return { id, seq: Number(seq) };
  });
  // The white space in a payload may hold line breaks.
  return { kind, to, head, tail: rest.join('\n') };
}
