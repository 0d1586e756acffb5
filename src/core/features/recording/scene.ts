import type { CallSession } from '../../call/call-session.js';

/** One place of the picture. */
export interface SceneTile {
  readonly participant: string;
  readonly source: 'camera' | 'screen';
  readonly name: string;
  /** Nothing while the camera is off. */
  readonly track: MediaStreamTrack | null;
}

/** Everything to be seen and heard at a moment. */
export interface Scene {
  /** Tiles in the big places; empty where all have the same size. */
  readonly big: readonly SceneTile[];
  readonly small: readonly SceneTile[];
  readonly sounds: readonly MediaStreamTrack[];
}

/** The one thing that is recorded, in place of the call. */
export interface SceneSubject {
  readonly participant: string;
  readonly source: 'microphone' | 'camera' | 'screen' | 'screen-audio';
}

/** The call as it is now, with nobody in it whom `allows` leaves out. */
export function sceneOf(
  session: CallSession,
  allows: (participant: string) => boolean,
  subject?: SceneSubject,
): Scene {
  const people = [session.self, ...session.participants].filter(({ id }) => id !== '' && allows(id));
  const track = (id: string, source: SceneSubject['source']): MediaStreamTrack[] => {
    const found = session.getTrack(id, source, true);
    return found?.readyState === 'live' ? [found] : [];
  };
  const tile = ({ id, name, media }: (typeof people)[number], source: 'camera' | 'screen'): SceneTile => ({
    participant: id,
    source,
    name,
    track: media[source] ? (track(id, source)[0] ?? null) : null,
  });
  if (subject) {
    const { participant, source } = subject;
    const person = people.find(({ id }) => id === participant);
    if (!person) return { big: [], small: [], sounds: [] };
    const picture = source === 'camera' || source === 'screen' ? [tile(person, source)] : [];
    const sound = source.startsWith('screen') ? 'screen-audio' : 'microphone';
    return { big: [], small: picture, sounds: track(participant, sound) };
  }
  const cameras = people.map((person) => tile(person, 'camera'));
  const screens = people.filter(({ media }) => media.screen).map((person) => tile(person, 'screen'));
  const featured = session.features.stage?.featured ?? [];
  const isBig = ({ participant, source }: SceneTile): boolean =>
    featured.some((one) => one.participant === participant && one.source === source);
  const bigCameras = screens.length > 0 ? [] : cameras.filter(isBig);
  return {
    big: [...screens, ...bigCameras],
    small: cameras.filter((camera) => !bigCameras.includes(camera)),
    sounds: people.flatMap(({ id }) => [...track(id, 'microphone'), ...track(id, 'screen-audio')]),
  };
}
