import type { CallSession } from '../../core/index.js';
import { loadFor } from './load-for.js';
import { recordingPart } from './recording-part.js';

const qualityPart = () => import('../../core/quality/index.js');

/** Whether there is a recording to end, or to give up; one that is being finished has ended. */
export const isRecording = (session: CallSession | undefined): boolean =>
  ['asking', 'recording'].includes(session?.features.recording?.state ?? '');

/** Begins a recording, gives up asking for it, or ends it. What comes of it is told by the recording itself. */
export async function toggleRecording(session: CallSession): Promise<void> {
  // Decided by the label that was pressed: pressed twice while the recorder is loaded, it begins one recording.
  const ends = isRecording(session);
  const part = await loadFor(session, recordingPart);
  if (!part) return;
  const recording = part.CallRecording.of(session);
  try {
    if (ends) await recording.stop();
    else await recording.start();
  } catch {
    // Its `error`; nothing where it was given up.
  }
}

/** Does without pictures to save data, or brings them back. */
export async function toggleLowData(session: CallSession): Promise<void> {
  const part = await loadFor(session, qualityPart);
  if (!part) return;
  const quality = part.Quality.of(session);
  quality.lowData = !quality.lowData;
}
