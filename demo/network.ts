import 'rtc-elements';
import { find } from './find.js';
import { speak } from './network/language.js';
import { Player } from './network/player.js';
import { markOwnType, showDrawings } from './network/type-cards.js';
import type { RtcErrorEvent } from 'rtc-elements';

const words = speak();
new Player(words);
showDrawings(words);

const call = find('rtc-call');
const connect = find('button', '#connect');
const status = find('p', '#call-status');

connect.addEventListener('click', () => {
  status.textContent = '';
  // A failure arrives as `rtc-error`, too.
  void call.join().catch(() => undefined);
});
call.addEventListener('rtc-state-change', showCall);
call.addEventListener('rtc-error', ({ error }: RtcErrorEvent) => {
  status.textContent = words.problems[error.code] ?? words.problems.other;
});
showCall();

function showCall(): void {
  const { state } = call;
  connect.disabled = state === 'joining';
  connect.hidden = state === 'in-call' || state === 'reconnecting';
  connect.textContent = state === 'left' ? words.connectAgain : words.connect;
}

find('rtc-network-check').addEventListener('rtc-network-check', ({ result }) => {
  markOwnType(result.nat, words);
});
