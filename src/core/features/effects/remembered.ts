/** Key of `localStorage`: the effects that the person last chose on this origin. */
export const EFFECTS_KEY = 'rtc-elements:effects';

/** Whether the person has chosen effects on this origin, which are to be there from the beginning of the next call. */
export function hasRememberedEffects(): boolean {
  try {
    return localStorage.getItem(EFFECTS_KEY) !== null;
  } catch {
    // Storage is forbidden.
    return false;
  }
}
