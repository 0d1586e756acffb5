import { RtcError, type CallSession } from '../../core/index.js';
import { takeSnapshot, type SnapshotOptions } from '../../core/media/snapshot.js';
import { load } from '../../internal/load.js';
import { RtcSnapshotEvent } from '../events.js';

const viewingPart = () => import('../../core/viewing/index.js');

export interface CallSnapshotOptions extends SnapshotOptions {
  /** Id of a participant. Default: this participant. */
  readonly participant?: string;
  /** Default `camera`. */
  readonly source?: 'camera' | 'screen';
}

/**
 * Takes a photo of the video that a participant sends, or that is sent to the others.
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
  // A remote track exists all the time: a photo of one on which nothing is sent would wait for ever.
  const isOwn = someone === session.self;
  const sends = isOwn || someone.media[source];
  const track = sends ? session.getTrack(participant, source, true) : null;
  const take = (): Promise<Blob> => takeSnapshot(track, options);
  // Without this part nobody has asked for less than all of the picture.
  const viewing = isOwn || !sends ? undefined : await load(viewingPart).catch(() => undefined);
  const blob = await (viewing ? viewing.inFullSize(session, participant, source, take) : take());
  return new RtcSnapshotEvent(blob, participant);
}

/**
 * Default subject of a photo: a tile in a big place, else the only other participant, else this participant. Participants
 * who send no picture at the moment are left out.
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

/** Takes a photo of the default subject by `take`. A failure is an `rtc-error` of the session, which is shown. */
export async function takePhotoBy(
  take: (options: CallSnapshotOptions) => Promise<unknown>,
  session: CallSession,
): Promise<void> {
  try {
    await take(photoTarget(session));
  } catch (error) {
    session.report(error);
  }
}
