// The order matters: the tag has its attributes before the element behind it exists.
import './from-address.js';
import './invite.js';
import 'rtc-elements';
import { find } from './find.js';
import type { RtcErrorEvent } from 'rtc-elements';

const call = find('rtc-call');
const join = find('button', '.join');
const status = find('p', '[role=status]');

join.addEventListener('click', () => void enter());
call.addEventListener('rtc-state-change', showState);
call.addEventListener('rtc-error', ({ error }: RtcErrorEvent) => {
  status.textContent = error.message;
});
showState();

/** An error needs nothing here: it arrives as `rtc-error` too. */
async function enter(): Promise<void> {
  status.textContent = '';
  await call.join().catch(() => undefined);
}

function showState(): void {
  join.disabled = call.state === 'joining';
  join.textContent = call.state === 'left' ? 'Come in again' : 'Come in';
}
