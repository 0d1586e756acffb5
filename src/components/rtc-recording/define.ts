import { RtcRecording } from './rtc-recording.js';

RtcRecording.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-recording': RtcRecording;
  }
}
