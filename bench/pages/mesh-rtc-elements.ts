// The element with its whole interface, from the script as it is published.
import './meter.js';

const seat = new URLSearchParams(location.search);
const call = document.createElement('rtc-call') as HTMLElement & {
  readonly session: { openMedia(): Promise<void> };
  join(): Promise<void>;
};
call.setAttribute('signaling', seat.get('signaling') ?? '');
call.setAttribute('room', seat.get('room') ?? '');
call.setAttribute('name', `Person ${Number(seat.get('index')) + 1}`);
call.style.height = '100vh';
document.body.style.margin = '0';
document.body.append(call);

const script = document.createElement('script');
script.type = 'module';
script.src = '/elements/rtc-elements.js';
document.head.append(script);

void customElements.whenDefined('rtc-call').then(async () => {
  // The other pages have their devices open before they join, too.
  await call.session.openMedia();
  globalThis.joinCall = () => call.join();
});
