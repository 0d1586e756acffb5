// Stands in the same tiles, and is needed when loading something may be too late. A tile has its tools after ten seconds
// at the latest, before a connection can have failed.
import '../../rtc-path-problem/define.js';
import { RtcTileTools } from './rtc-tile-tools.js';

RtcTileTools.define();
