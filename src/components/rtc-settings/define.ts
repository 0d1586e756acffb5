import '../rtc-device-picker/define.js';
import { RtcSettings } from './rtc-settings.js';

RtcSettings.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-settings': RtcSettings;
  }
}
