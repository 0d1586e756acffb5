import type { CallSession } from '../core/index.js';
import { loadFor } from './load-for.js';

export const recordingPart = () => import('../core/recording/index.js');
const qualityPart = () => import('../core/quality/index.js');

/** Begins a recording, gives up asking for it, or ends it. What comes of it is told by the recording itself. */
export async function toggleRecording(session: CallSession): Promise<void> {
  const part = await loadFor(session, recordingPart);
  if (!part) return;
  const recording = part.CallRecording.of(session);
  try {
    if (recording.state === 'inactive') await recording.start();
    else if (recording.state !== 'finishing') await recording.stop();
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
