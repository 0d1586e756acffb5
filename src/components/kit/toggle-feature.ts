import type { CallSession } from '../../core/index.js';
import { loadFor } from './load-for.js';
import { recordingPart } from './recording-part.js';

const qualityPart = () => import('../../core/features/quality/index.js');

/** Whether a recording runs or asks for consent. One whose file is being finished has ended. */
export const isRecording = (session: CallSession | undefined): boolean =>
  ['asking', 'recording'].includes(session?.features.recording?.state ?? '');

/** Begins a recording, gives up asking for it, or ends it. Its state tells the outcome. */
export async function toggleRecording(session: CallSession): Promise<void> {
  // Decided now: a second press while the recorder is being loaded must not end what the first one began.
  const ends = isRecording(session);
  const part = await loadFor(session, recordingPart);
  if (!part) return;
  const recording = part.CallRecording.of(session);
  try {
    if (ends) await recording.stop();
    else await recording.start();
  } catch {
    // It has an `error`, unless the person gave it up.
  }
}

/** Stops video to save data, or brings it back. */
export async function toggleLowData(session: CallSession): Promise<void> {
  const part = await loadFor(session, qualityPart);
  if (!part) return;
  const quality = part.Quality.of(session);
  quality.lowData = !quality.lowData;
}
