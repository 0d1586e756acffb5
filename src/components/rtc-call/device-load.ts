import { Activity } from '../../core/features/activity/index.js';
import { Quality } from '../../core/features/quality/index.js';
import type { CallSession } from '../../core/index.js';
import { Viewing } from '../../core/viewing/index.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';
import './device-load.words.js';

/** Number of pictures that move at the same time while only those of speakers do. */
const MOVING = 2;

/** Says once in each call that the device cannot keep up, and lets only speakers move where nothing else helps. */
export function followDeviceLoad(session: CallSession, words: Localize, announcer: Announcer): void {
  let isTold = false;
  session.addEventListener('rtc-state-change', ({ state }) => {
    if (state === 'joining') isTold = false;
  });
  session.addEventListener('rtc-quality-change', ({ reason }) => {
    if (reason !== 'cpu' || isTold) return;
    isTold = true;
    announcer.say(words.term('deviceBusy'));
  });

  const quality = Quality.of(session);
  let following: AbortController | undefined;
  const follow = (): void => {
    if (quality.onlySpeakers === (following !== undefined)) return;
    following?.abort();
    following = quality.onlySpeakers ? new AbortController() : undefined;
    if (following) showSpeakers(session, following.signal);
    else Viewing.of(session).moving = undefined;
  };
  quality.addEventListener('change', follow);
  follow();
}

/** Lets those move who have spoken last; before anybody has, those who came first. */
function showSpeakers(session: CallSession, signal: AbortSignal): void {
  const activity = Activity.of(session);
  const viewing = Viewing.of(session);
  let recent = session.participants.map(({ id }) => id).slice(0, MOVING);
  const update = (): void => {
    const { speaker } = activity;
    if (speaker !== undefined) recent = [...new Set([speaker, ...recent])].slice(0, MOVING);
    const shown = viewing.moving;
    if (shown?.size !== recent.length || recent.some((id) => !shown.has(id)))
      viewing.moving = new Set(recent);
  };
  activity.watch(update, { signal });
  update();
}
