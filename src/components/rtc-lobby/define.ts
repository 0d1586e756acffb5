import '../rtc-check-button/define.js';
import '../rtc-device-picker/define.js';
import '../rtc-local-video/define.js';
import { RtcLobby } from './rtc-lobby.js';

RtcLobby.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-lobby': RtcLobby;
  }
}
