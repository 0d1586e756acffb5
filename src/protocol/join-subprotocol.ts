import { SUBPROTOCOL } from './limits.js';

const JOINING = `${SUBPROTOCOL}.join.`;

/**
 * A subprotocol that carries a join, so that it is answered a round trip earlier than one in a frame. It is offered beside
 * `SUBPROTOCOL`, and the server chooses the one that it takes.
 *
 * @param frame - Text of the join. It must hold no secret: servers may log the headers of requests.
 */
export const joiningSubprotocol = (frame: string): string =>
  // Parentheses may not stand in the name of a subprotocol (RFC 9110 §5.6.2).
  JOINING + encodeURIComponent(frame).replace(/[()]/g, (found) => (found === '(' ? '%28' : '%29'));

/** Text of the join that a subprotocol carries, empty where it cannot be read; `undefined` for a subprotocol that carries none. */
export function joinOfSubprotocol(subprotocol: string): string | undefined {
  if (!subprotocol.startsWith(JOINING)) return undefined;
  try {
    return decodeURIComponent(subprotocol.slice(JOINING.length));
  } catch {
    return '';
  }
}
