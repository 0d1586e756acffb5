export interface AttemptTimes {
  /** Time limit of one attempt, in ms; longer while something moves. */
  readonly attempt: number;
  /** Time limit of one attempt even while something moves, in ms. */
  readonly limit: number;
}

/**
 * Waits for what an attempt to connect brings. It ends after `attempt` if nothing has moved in the second half of that
 * time, else as soon as nothing has moved for as long, and at `limit` in any case. On a busy machine ICE and DTLS can
 * take longer than `attempt`, and a new connection would make it busier.
 *
 * @param progress - Resolves with a number that grows whenever the connection comes closer to working.
 * @param onEnd - The attempt has come to nothing.
 * @returns Stops waiting.
 */
export function watchAttempt(
  { attempt, limit }: AttemptTimes,
  progress: () => Promise<number>,
  onEnd: () => void,
): () => void {
  const pause = attempt / 2;
  let stopped = false;
  let nextLook: ReturnType<typeof setTimeout> | undefined;

  const look = async (before: number): Promise<void> => {
    const now = await progress();
    if (stopped) return;
    if (now > before) lookAgain(now);
    else end();
  };
  const lookAgain = (before: number): void => {
    nextLook = setTimeout(() => void look(before), pause);
  };
  const stop = (): void => {
    stopped = true;
    clearTimeout(nextLook);
    clearTimeout(lastTimer);
  };
  const end = (): void => {
    stop();
    onEnd();
  };

  // The first look finds out only where the connection stands.
  lookAgain(-1);
  const lastTimer = setTimeout(end, limit);
  return stop;
}
