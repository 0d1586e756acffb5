import type { CallSession } from '../core/index.js';

/** Begins a recording, gives up asking for it, or ends it. What comes of it is told by the recording itself. */
export async function toggleRecording(session: CallSession): Promise<void> {
  const { CallRecording } = await import('../core/recording/index.js');
  const recording = CallRecording.of(session);
  try {
    if (recording.state === 'inactive') await recording.start();
    else if (recording.state !== 'finishing') await recording.stop();
  } catch {
    // Its `error`; nothing where it was given up.
  }
}

/** Does without pictures to save data, or brings them back. */
export async function toggleLowData(session: CallSession): Promise<void> {
  const { Quality } = await import('../core/quality/index.js');
  const quality = Quality.of(session);
  quality.lowData = !quality.lowData;
}
