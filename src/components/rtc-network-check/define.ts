import { RtcNetworkCheck } from './rtc-network-check.js';

RtcNetworkCheck.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-network-check': RtcNetworkCheck;
  }
}
