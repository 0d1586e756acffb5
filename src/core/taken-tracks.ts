/** Tracks that the page has taken for itself: what it does with them is not known here. */
const taken = new WeakSet<MediaStreamTrack>();

/** Notes that the page has a track, and returns it. */
export function take<T extends MediaStreamTrack | null>(track: T): T {
  if (track) taken.add(track);
  return track;
}

export const isTaken = (track: MediaStreamTrack | null): boolean => track !== null && taken.has(track);
