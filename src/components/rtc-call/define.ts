import { offerElement } from '../kit/on-demand.js';
import '../rtc-controls/define.js';
import '../rtc-stage/define.js';
import { RtcCall } from './rtc-call.js';

// Loaded on demand: a call with `autojoin`, or with a layout of the page, has no lobby.
offerElement('rtc-lobby', () => import('../rtc-lobby/define.js'));
RtcCall.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}
