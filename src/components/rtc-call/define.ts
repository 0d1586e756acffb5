import { offerElement } from '../kit/on-demand.js';
import '../rtc-controls/define.js';
import '../rtc-stage/define.js';
import { RtcCall } from './rtc-call.js';

// A call that joins by itself, or has a layout of its own, has no lobby.
offerElement('rtc-lobby', () => import('../rtc-lobby/define.js'));
RtcCall.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}
