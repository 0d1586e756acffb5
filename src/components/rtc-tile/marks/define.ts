// Stands in the same tiles, and is needed when loading something may be too late.
import '../../rtc-path-problem/define.js';
import { RtcTileMarks } from './rtc-tile-marks.js';

RtcTileMarks.define();
