/** @jsxImportSource solid-js */
import type {} from 'rtc-elements/solid';

export const WRONG = [
  // wrong: no such layout
  <rtc-call layout="circle" />,
  // wrong: a number
  <rtc-remote-video prop:volume="loud" />,
  // wrong: Solid would set `nocamera`
  <rtc-call noCamera />,
  // wrong: Solid would set an attribute that does not exist
  <rtc-inspector docked />,
  // wrong: no such property
  <rtc-call rooms="standup" />,
  // wrong: another event
  <rtc-call on:rtc-error={(event: MouseEvent) => event.button} />,
  // wrong: read only
  <rtc-call prop:state="in-call" />,
];
