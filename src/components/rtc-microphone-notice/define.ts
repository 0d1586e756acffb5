import { RtcMicrophoneNotice } from './rtc-microphone-notice.js';

RtcMicrophoneNotice.define();
