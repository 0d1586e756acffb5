import { RtcCheckButton } from './rtc-check-button.js';

RtcCheckButton.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-check-button': RtcCheckButton;
  }
}
