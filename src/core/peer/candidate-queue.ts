const MAX_GENERATIONS = 4;
const MAX_CANDIDATES = 64;

/**
 * Candidates that came before the description they belong to, by ICE username fragment (RFC 8445 §5.3): one
 * for an unknown generation is refused by Firefox and silently taken by Chromium.
 */
export class CandidateQueue {
  readonly #generations = new Map<string, (RTCIceCandidateInit | null)[]>();

  add(ufrag: string, candidate: RTCIceCandidateInit | null): void {
    const waiting = this.#generations.get(ufrag) ?? [];
    if (waiting.length < MAX_CANDIDATES) waiting.push(candidate);
    this.#generations.set(ufrag, waiting);
    const [oldest = ''] = this.#generations.keys();
    if (this.#generations.size > MAX_GENERATIONS) this.#generations.delete(oldest);
  }

  /** Takes out what waits for this generation. */
  take(ufrag: string): (RTCIceCandidateInit | null)[] {
    const waiting = this.#generations.get(ufrag) ?? [];
    this.#generations.delete(ufrag);
    return waiting;
  }
}

/** The username fragments of a description; with BUNDLE there is one. */
export function ufragsOf(sdp = ''): Set<string> {
  const lines = sdp.matchAll(/^a=ice-ufrag:(\S+)/gm);
  return new Set(Array.from(lines, ([, ufrag = '']) => ufrag));
}
