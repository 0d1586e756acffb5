/*
 * Fills in the page's <rtc-call> from the address: ?room=, ?name= and ?autojoin. A page that knows its room writes
 * the attributes into its HTML and needs nothing of this.
 */
import { friendlyName } from './friendly-name.js';

const address = new URL(location.href);
if (!address.searchParams.get('room')) {
  address.searchParams.set('room', friendlyName());
  history.replaceState(history.state, '', address);
}

const signaling = new URL('/signal', location.href);
signaling.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

const call = document.querySelector('rtc-call');
call?.setAttribute('signaling', signaling.href);
for (const name of ['room', 'name', 'autojoin']) {
  const value = address.searchParams.get(name);
  if (value !== null) call?.setAttribute(name, value);
}
