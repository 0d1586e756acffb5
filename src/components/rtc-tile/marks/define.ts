import { RtcTileMarks } from './rtc-tile-marks.js';

RtcTileMarks.define();
