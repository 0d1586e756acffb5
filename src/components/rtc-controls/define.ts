import { RtcControls } from './rtc-controls.js';

RtcControls.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-controls': RtcControls;
  }
}
