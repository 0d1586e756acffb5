import { RtcChat } from './rtc-chat.js';

RtcChat.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-chat': RtcChat;
  }
}
