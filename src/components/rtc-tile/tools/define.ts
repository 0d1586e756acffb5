import { RtcTileTools } from './rtc-tile-tools.js';

RtcTileTools.define();
