/** A signal to relay. Its payload is the JSON text that the sender wrote. */
export interface SignalFrame {
  readonly id: number | undefined;
  readonly to: string;
  readonly payload: string;
}

/** The beginning of `JSON.stringify({type, id, to, payload})`, with or without the id. */
const BEGINNING = /^\{"type":"signal",(?:"id":(0|[1-9]\d{0,14}),)?"to":"([\w-]{1,64})","payload":/;

/**
 * Reads a signal that is written as our own client writes it, and keeps its payload as text. Nearly all frames are such
 * signals, and for a long description parsing and printing the payload is most of the work of relaying it.
 *
 * @returns Undefined for every other frame, which is then parsed.
 */
export function readSignalFrame(frame: string): SignalFrame | undefined {
  const match = BEGINNING.exec(frame);
  if (!match || !frame.endsWith('}')) return undefined;
  const payload = frame.slice(match[0].length, -1);
  try {
    // Only if the rest is one JSON value, the frame has these members and no others.
    JSON.parse(payload);
  } catch {
    return undefined;
  }
  return { id: match[1] === undefined ? undefined : Number(match[1]), to: match[2] ?? '', payload };
}
