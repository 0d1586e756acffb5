import type { Source } from '../../types.js';

/** Of what kind a track is (mst-content-hint §3): by that browsers choose how to process and to encode it. */
const HINTS: Readonly<Partial<Record<Source, string>>> = {
  microphone: 'speech',
  camera: 'motion',
  screen: 'detail',
};

/** Gives a track the hint for its source, unless the page gave it one. Firefox has no such hints. */
export function giveHint(track: MediaStreamTrack, source: Source): void {
  const hint = HINTS[source];
  if (hint && 'contentHint' in track && !track.contentHint) track.contentHint = hint;
}
