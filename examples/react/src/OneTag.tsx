import type {} from 'rtc-elements/react';
import 'rtc-elements/components/rtc-call/define.js';

export const Call = ({ room, name }: { room: string; name: string }) => (
  <rtc-call signaling="/signal" room={room} name={name} />
);
