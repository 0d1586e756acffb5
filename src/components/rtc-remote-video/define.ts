import { RtcRemoteVideo } from './rtc-remote-video.js';

RtcRemoteVideo.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-remote-video': RtcRemoteVideo;
  }
}
