import { RtcLocalVideo } from './rtc-local-video.js';

RtcLocalVideo.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-local-video': RtcLocalVideo;
  }
}
