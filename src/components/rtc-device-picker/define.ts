import { RtcDevicePicker } from './rtc-device-picker.js';

RtcDevicePicker.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-device-picker': RtcDevicePicker;
  }
}
