import '../rtc-controls/define.js';
import '../rtc-lobby/define.js';
import '../rtc-stage/define.js';
import { RtcCall } from './rtc-call.js';

RtcCall.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}
