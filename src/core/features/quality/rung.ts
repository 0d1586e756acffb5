/** A rung of the ladder: the things that give way on it. */
export interface Rung {
  /** Part of their width and height that pictures keep. */
  readonly shrink: number;
  /** Most pictures per second of the camera. */
  readonly frameRate: number;
  /** Whether the camera itself captures less. */
  readonly capturesLess: boolean;
  /** Whether only the pictures of those who speak move. */
  readonly onlySpeakers: boolean;
}

/** Nothing gives way. */
export const ALL: Rung = { shrink: 1, frameRate: Infinity, capturesLess: false, onlySpeakers: false };
