import '../rtc-local-video/define.js';
import '../rtc-remote-video/define.js';
import { RtcStage } from './rtc-stage.js';

RtcStage.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-stage': RtcStage;
  }
}
