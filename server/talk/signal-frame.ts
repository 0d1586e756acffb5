/** A signal on its way through, its payload still the JSON text that the sender wrote. */
export interface SignalFrame {
  readonly id: number | undefined;
  readonly to: string;
  readonly payload: string;
}

/** What `JSON.stringify({type, id, to, payload})` begins with, the id left out or not. */
const BEGINNING = /^\{"type":"signal",(?:"id":(0|[1-9]\d{0,14}),)?"to":"([\w-]{1,64})","payload":/;

/**
 * Reads a signal that is written the way our own client writes it, without building the payload anew: nearly all
 * frames are such, and for a long description parsing and printing is most of the work.
 *
 * @returns Undefined for everything else, which is then read the long way.
 */
export function readSignalFrame(frame: string): SignalFrame | undefined {
  const match = BEGINNING.exec(frame);
  if (!match || !frame.endsWith('}')) return undefined;
  const payload = frame.slice(match[0].length, -1);
  try {
    // If the rest is one JSON value, then the frame holds these members and no others.
    JSON.parse(payload);
  } catch {
    return undefined;
  }
  return { id: match[1] === undefined ? undefined : Number(match[1]), to: match[2] ?? '', payload };
}
