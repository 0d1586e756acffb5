/** What comes over the channel of a server. The scripts write it. */
export type InboxMessage =
  | { readonly kind: 'replaced'; readonly id: string; readonly hold: string }
  | {
      readonly kind: 'push';
      /** For whom, with each one's own number. */
      readonly to: readonly { readonly id: string; readonly seq: number }[];
      /** JSON text before and after the number. */
      readonly head: string;
      readonly tail: string;
    };

/** Reads a message: a line of words and, for a push, a line and the rest. `undefined` for what a script never writes. */
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
  // White space in a payload may be lines, too.
  return { kind, to, head, tail: rest.join('\n') };
}
