/** @jsxImportSource react */
import type {} from 'rtc-elements/react';

export const WRONG = [
  // wrong: no such layout
  <rtc-call key="1" layout="circle" />,
  // wrong: a number
  <rtc-remote-video key="2" volume="loud" />,
  // wrong: no such property
  <rtc-call key="4" rooms="standup" />,
  // wrong: no such custom property
  <rtc-call key="5" style={{ '--rtc-acent': '#05f' }} />,
  // wrong: another event
  <rtc-call key="6" onrtc-error={(event: MouseEvent) => event.button} />,
  // wrong: read only
  <rtc-call key="7" state="in-call" />,
];
