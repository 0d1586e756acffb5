export {
  CallRecording,
  RecordingStateEvent,
  type CallRecordingEventMap,
  type FinishedRecording,
} from './call-recording.js';
export { RecordingConsent } from './recording-consent.js';
export { extensionOf } from './file-type.js';
export type { RecordingOptions } from './recording-options.js';
export type { RecordingReason } from './recording-run.js';
