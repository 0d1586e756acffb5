import type { PathProblem, RelayError, RelayState } from '../types.js';
import { hasRelay } from './peer-link.js';

/** Time limit of a relay's answer, in ms. Chromium goes on asking a silent one, and Firefox for 11 s. */
const PATIENCE = 8000;

/** No server answered (webrtc-pc §4.8.3); all lower codes are answers. */
const NO_ANSWER = 701;

/** Foreign text is shown only this far, in characters. */
const MAX_TEXT = 100;

/**
 * Asks the relays (TURN) of a configuration for a place, by a connection that is made for it alone.
 *
 * @param configuration - As of the connections of the call; other ways than relays are left out.
 * @param signal - Gives up: resolves with what is known then.
 */
export async function checkRelay(
  configuration: RTCConfiguration,
  signal: AbortSignal,
  patience = PATIENCE,
): Promise<PathProblem> {
  if (!hasRelay(configuration)) return result('missing');
  const pc = new RTCPeerConnection({ ...configuration, iceTransportPolicy: 'relay' });
  try {
    const errors = new Map<string, RelayError>();
    pc.addEventListener('icecandidateerror', (event) => noteError(errors, event));
    const served = await gather(pc, signal, patience);
    if (served) return result('available');
    return errors.size > 0 ? failure([...errors.values()]) : failure(silent(configuration));
  } finally {
    pc.close();
  }
}

/** Whether the connection gets a relayed candidate before all servers have failed, and in time. */
async function gather(pc: RTCPeerConnection, signal: AbortSignal, patience: number): Promise<boolean> {
  // The signal of the call lives on, and the relays are asked again and again.
  const over = new AbortController();
  const done = new Promise<boolean>((resolve) => {
    const giveUp = (): void => resolve(false);
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type === 'relay') resolve(true);
      // Chromium says so with `null`, Firefox with an empty candidate first, after which more may come.
      else if (!candidate) resolve(false);
    });
    signal.addEventListener('abort', giveUp, { signal: over.signal });
    const timer = setTimeout(giveUp, patience);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    pc.createDataChannel('');
    await pc.setLocalDescription();
    return await done;
  } finally {
    over.abort();
  }
}

/** A server fails once for each interface: an answer says more than none, and the first as much as the next. */
function noteError(errors: Map<string, RelayError>, event: RTCPeerConnectionIceErrorEvent): void {
  const { url, errorCode, errorText } = event;
  const known = errors.get(url);
  if (!/^turns?:/.test(url) || (known && known.code !== NO_ANSWER)) return;
  errors.set(url, { url, code: errorCode, text: errorText.slice(0, MAX_TEXT) });
}

/** Chromium tells nothing of a server that does not answer. */
const silent = ({ iceServers = [] }: RTCConfiguration): RelayError[] =>
  iceServers
    .flatMap(({ urls }) => urls)
    .filter((url) => url.startsWith('turn'))
    .map((url) => ({ url, code: NO_ANSWER, text: '' }));

const failure = (errors: readonly RelayError[]): PathProblem =>
  result(errors.some(({ code }) => code < NO_ANSWER) ? 'refused' : 'unreachable', errors);

const result = (relay: RelayState, errors: readonly RelayError[] = []): PathProblem =>
  Object.freeze({ relay, errors: Object.freeze(errors) });
