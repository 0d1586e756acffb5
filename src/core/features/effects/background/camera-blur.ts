/**
 * Has the camera itself blur the background, where it can (`backgroundBlur`, mediacapture-extensions): that costs no time of
 * the processor.
 *
 * @param signal - Ends it. A blur that was there before stays.
 * @param onLost - Called when the camera no longer blurs, and cannot be made to.
 * @returns Whether it does.
 */
export async function blurByCamera(
  track: MediaStreamTrack,
  signal: AbortSignal,
  onLost: () => void,
): Promise<boolean> {
  const before = isBlurred(track);
  if (!(await blur(track, true))) return false;
  if (signal.aborted) {
    if (!before) await blur(track, false);
    return false;
  }
  // Other constraints may have switched it off, or the person has in the settings of the system.
  const follow = async (): Promise<void> => {
    if (!isBlurred(track) && !(await blur(track, true)) && !signal.aborted) onLost();
  };
  track.addEventListener('configurationchange', () => void follow(), { signal });
  if (!before) signal.addEventListener('abort', () => void blur(track, false), { once: true });
  return true;
}

/** @returns Whether the camera does as it is told. */
async function blur(track: MediaStreamTrack, on: boolean): Promise<boolean> {
  if (isBlurred(track) === on) return true;
  if (!canBlur(track, on)) return false;
  try {
    // Constraints replace those before them.
    await track.applyConstraints({ ...track.getConstraints(), backgroundBlur: on });
  } catch {
    return false;
  }
  return isBlurred(track) === on;
}

const isBlurred = (track: MediaStreamTrack): boolean => track.getSettings().backgroundBlur === true;

/** Whether the camera can be told to blur the background, or not to. */
export function canBlur(track: MediaStreamTrack, on = true): boolean {
  // Firefox has capabilities since 132.
  const { backgroundBlur = [] } = 'getCapabilities' in track ? track.getCapabilities() : {};
  return backgroundBlur.includes(on);
}
