import '../rtc-check-button/define.js';
import '../rtc-elapsed/define.js';
import '../rtc-tile-marks/define.js';
import '../rtc-tile-tools/define.js';
import { Chat } from '../../core/chat/index.js';
import { FileTransfers } from '../../core/files/index.js';
import { RtcErrorEvent, toRtcError, type CallSession } from '../../core/index.js';
import { Quality, type QualityPreset } from '../../core/quality/index.js';
import { answerVerification } from '../../core/verification/answer.js';
import { keepAwake } from '../../core/wake-lock/index.js';

// What a call needs sooner or later is loaded early: the server that the page came from may be gone by then.
// Exported, since bundlers leave out what nobody uses.
export { BroadcastSignaling, LoopbackSignaling } from '../../core/loopback/index.js';
export { takePhoto } from '../photo.js';
export { CallNews } from './call-news.js';
export { FileDrop } from './file-drop.js';
export { InspectorPanel } from './inspector-panel.js';
export { renderMore } from '../rtc-controls/more-buttons.js';
export { Featuring } from '../rtc-stage/featuring.js';
export { Shortcuts } from '../shortcuts.js';

/** What belongs to every call in a page, and comes after its first picture: who writes before that is heard later. */
export function attach(session: CallSession): void {
  Chat.of(session);
  FileTransfers.of(session);
  Quality.of(session);
  answerVerification(session);
  keepAwake(session);
}

/** Takes over a preset that may come from an attribute, and so be anything. */
export function setQuality(session: CallSession, preset: QualityPreset): void {
  try {
    Quality.of(session).preset = preset;
  } catch (error) {
    session.dispatchEvent(new RtcErrorEvent({ error: toRtcError(error, 'invalid-options') }));
  }
}
