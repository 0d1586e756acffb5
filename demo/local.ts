import 'rtc-elements';
import { find } from './find.js';
import type { CallState, PeerState, RtcErrorEvent } from 'rtc-elements';

const call = find('rtc-call');
const { session } = call;
const camera = find('button', '#camera');
const connect = find('button', '#connect');
const hangUp = find('button', '#hang-up');
const photo = find('button', '#photo');
const album = find('a', '#album');
const status = find('p', '#status');

const CALL_WORDS: Record<CallState, string> = {
  idle: '',
  joining: 'Connecting …',
  'in-call': 'Connected with yourself.',
  reconnecting: 'Reconnecting …',
  left: 'Call ended.',
  failed: 'The call could not be made.',
};

const PEER_WORDS: Record<PeerState, string> = {
  new: 'connecting',
  connecting: 'connecting',
  connected: 'connected',
  disconnected: 'interrupted',
  restarting: 'reconnecting',
  failed: 'no connection',
  closed: 'not connected',
};

camera.addEventListener('click', () => void attempt(session.media.setCamera(!session.media.camera)));
connect.addEventListener('click', () => void attempt(call.join()));
hangUp.addEventListener('click', () => void attempt(call.leave()));

photo.addEventListener('click', () => void attempt(takePhoto()));

session.media.addEventListener('change', showStates);
for (const type of [
  'rtc-state-change',
  'rtc-participant-join',
  'rtc-participant-change',
  'rtc-participant-leave',
]) {
  call.addEventListener(type, showStates);
}
call.addEventListener('rtc-error', ({ error }: RtcErrorEvent) => {
  status.textContent = error.message;
});
showStates();

async function attempt(action: Promise<void>): Promise<void> {
  try {
    await action;
    showStates();
  } catch (error) {
    showStates();
    status.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** Of what arrived at the other end of the call; before the call, of the camera itself. */
async function takePhoto(): Promise<void> {
  const [other] = call.participants;
  const blob = await call.takeSnapshot(other && { participant: other.id });
  URL.revokeObjectURL(album.href);
  album.href = URL.createObjectURL(blob);
  find('img').src = album.href;
  album.hidden = false;
}

function showStates(): void {
  const { state, participants } = call;
  const active = state === 'joining' || state === 'in-call' || state === 'reconnecting';
  const [other] = participants;
  camera.textContent = session.media.camera ? 'Close camera' : 'Open camera';
  connect.disabled = active;
  hangUp.disabled = !active;
  photo.disabled = !session.media.camera;
  if (state !== 'failed') status.textContent = CALL_WORDS[state];
  show('camera', session.media.camera ? 'live' : 'off', session.media.camera);
  show('peer', PEER_WORDS[other?.connectionState ?? 'closed'], other?.connectionState === 'connected');
}

function show(name: string, words: string, good: boolean): void {
  const target = find('span', `[data-state=${name}]`);
  target.textContent = words;
  target.classList.toggle('good', good);
}
