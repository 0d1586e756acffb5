import { RtcElapsed } from './rtc-elapsed.js';

RtcElapsed.define();
