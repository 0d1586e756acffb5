/** @jsxImportSource preact */
import type {} from 'rtc-elements/preact';

export const WRONG = [
  // wrong: no such layout
  <rtc-call layout="circle" />,
  // wrong: a number
  <rtc-remote-video volume="loud" />,
  // wrong: no such property
  <rtc-call rooms="standup" />,
  // wrong: another event
  <rtc-call onrtc-error={(event: MouseEvent) => event.button} />,
  // wrong: read only
  <rtc-call state="in-call" />,
];
