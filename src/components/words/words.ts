import type { EffectTerms } from '../effects/effects.words.js';
import type { OfferTerms } from '../files/offer-files.words.js';
import type { CallNewsTerms } from '../rtc-call/call-news.words.js';
import type { DeviceChangeTerms } from '../rtc-call/device-changes.words.js';
import type { DeviceLoadTerms } from '../rtc-call/device-load.words.js';
import type { ChatTerms } from '../rtc-chat/rtc-chat.words.js';
import type { CheckButtonTerms } from '../rtc-check-button/rtc-check-button.words.js';
import type { ControlsTerms } from '../rtc-controls/rtc-controls.words.js';
import type { DevicePickerTerms } from '../rtc-device-picker/rtc-device-picker.words.js';
import type { InspectorTerms, PlotTerms, VerificationTerms } from '../rtc-inspector/terms.js';
import type { LobbyTerms } from '../rtc-lobby/rtc-lobby.words.js';
import type { MicrophoneNoticeTerms } from '../rtc-microphone-notice/rtc-microphone-notice.words.js';
import type { NetworkCheckTerms } from '../rtc-network-check/terms.js';
import type { PathTerms } from '../rtc-path-problem/rtc-path-problem.words.js';
import type { RecordingTerms } from '../rtc-recording/rtc-recording.words.js';
import type { SettingsTerms } from '../rtc-settings/rtc-settings.words.js';
import type { ShortcutTerms } from '../rtc-shortcuts/rtc-shortcuts.words.js';
import type { SnapshotTerms } from '../rtc-snapshot/rtc-snapshot.words.js';
import type { ArrangingTerms } from '../rtc-stage/arranging.words.js';
import type { MarkTerms } from '../rtc-tile/marks/rtc-tile-marks.words.js';
import type { ToolTerms } from '../rtc-tile/tools/rtc-tile-tools.words.js';
import type { Terms } from './terms.js';

/** Words that people read before a call, and all the time in it. */
export interface CallWords
  extends
    Terms,
    ArrangingTerms,
    CallNewsTerms,
    CheckButtonTerms,
    ControlsTerms,
    DeviceChangeTerms,
    DeviceLoadTerms,
    DevicePickerTerms,
    LobbyTerms,
    MarkTerms,
    MicrophoneNoticeTerms,
    PathTerms,
    ToolTerms {}

/** Words of the panels and dialogs that people open in a call. */
export interface PanelWords
  extends ChatTerms, EffectTerms, OfferTerms, RecordingTerms, SettingsTerms, ShortcutTerms, SnapshotTerms {}

/** The words of the inspector. */
export interface InspectorWords extends InspectorTerms, PlotTerms, VerificationTerms {}

/** All words of the elements. A text, or a function of what it tells. */
export interface Words extends CallWords, PanelWords, InspectorWords, NetworkCheckTerms {}
