import { RtcError, RtcErrorEvent, toRtcError, type CallSession } from '../../core/index.js';
import { takeSnapshot, type SnapshotOptions } from '../../core/media/snapshot.js';
import { RtcSnapshotEvent } from '../events.js';

export interface CallSnapshotOptions extends SnapshotOptions {
  /** Id of a participant; oneself where it is left out. */
  readonly participant?: string;
  /** Default `camera`. */
  readonly source?: 'camera' | 'screen';
}

/**
 * A photo of what a participant sends, or of what one sends oneself.
 *
 * @throws {RtcError} `unknown-participant`; `no-picture` when they send none; `invalid-options`.
 */
export async function takePhoto(
  session: CallSession,
  { participant = session.self.id, source = 'camera', ...options }: CallSnapshotOptions,
): Promise<RtcSnapshotEvent> {
  const someone = [session.self, ...session.participants].find(({ id }) => id === participant);
  if (!someone) {
    throw new RtcError('unknown-participant', `Nobody with the id "${participant}" is in the call.`);
  }
  // A remote track is there all the time, and nothing would ever come on it. Before a call there is only one's own.
  const sends = someone === session.self || someone.media[source];
  const blob = await takeSnapshot(sends ? session.getTrack(participant, source) : null, options);
  return new RtcSnapshotEvent(blob, participant);
}

/**
 * What a photo is of where nobody says it: of what has the big place, else of the one other participant, else of
 * oneself. Who sends no picture just now does not count.
 */
export function photoTarget(
  session: CallSession,
): Required<Pick<CallSnapshotOptions, 'participant' | 'source'>> {
  const { self, participants, features } = session;
  const others = participants.length === 1 ? participants : [];
  const choices = [
    ...(features.stage?.featured ?? []),
    ...[...others, self].map(({ id }) => ({ participant: id, source: 'camera' as const })),
  ];
  const sends = ({ participant, source }: (typeof choices)[number]): boolean =>
    [self, ...participants].some(({ id, media }) => id === participant && media[source]);
  return choices.find(sends) ?? { participant: self.id, source: 'camera' };
}

/** Has such a photo taken. An error of that becomes an `rtc-error` of the session, which is shown. */
export async function takePhotoBy(
  take: (options: CallSnapshotOptions) => Promise<unknown>,
  session: CallSession,
): Promise<void> {
  try {
    await take(photoTarget(session));
  } catch (error) {
    session.dispatchEvent(new RtcErrorEvent({ error: toRtcError(error, 'internal') }));
  }
}
