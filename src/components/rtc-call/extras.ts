import '../rtc-elapsed/define.js';
import '../rtc-tile-marks/define.js';
import { RtcErrorEvent, toRtcError, type CallSession } from '../../core/index.js';
import { Quality, type QualityPreset } from '../../core/features/quality/index.js';
import { want } from '../../internal/want.js';

const loopbackPart = () => import('../../core/loopback/index.js');

// Exported, since bundlers leave out what nobody uses.
export { takePhoto } from '../photo.js';
export { CallNews } from './call-news.js';
export { InspectorPanel } from './inspector-panel.js';
export { renderMore } from '../rtc-controls/more-buttons.js';
export { Featuring } from '../rtc-stage/featuring.js';
export { Settling } from '../settling.js';
export { Shortcuts } from '../shortcuts.js';

/** Takes over a preset that may come from an attribute, and so be anything. */
export function setQuality(session: CallSession, preset: QualityPreset): void {
  try {
    Quality.of(session).preset = preset;
  } catch (error) {
    session.dispatchEvent(new RtcErrorEvent({ error: toRtcError(error, 'invalid-options') }));
  }
}

/** Loads what a call without a server needs: when it is joined, the server that the page came from may be gone. */
export function prepareSignaling(signaling: string): void {
  if (/^(broadcast|loopback):/.test(signaling)) want(loopbackPart);
}
