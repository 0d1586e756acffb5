import { offerElement } from '../kit/on-demand.js';
import '../rtc-controls/define.js';
import '../rtc-stage/define.js';
import { RtcCall } from './rtc-call.js';

// The call renders each of these when it is needed.
offerElement('rtc-chat', () => import('../rtc-chat/define.js'));
offerElement('rtc-check-button', () => import('../rtc-check-button/define.js'));
offerElement('rtc-lobby', () => import('../rtc-lobby/define.js'));
offerElement('rtc-recording', () => import('../rtc-recording/define.js'));
offerElement('rtc-snapshot', () => import('../rtc-snapshot/define.js'));
RtcCall.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}
