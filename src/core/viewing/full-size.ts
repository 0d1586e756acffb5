import { larger } from './larger.js';
import type { PictureSource } from './view.js';
import { Viewing, type ViewedCall } from './viewing.js';

/** Does something while all of a participant's picture is sent, which may be smaller before. */
export async function inFullSize<T>(
  session: ViewedCall,
  participant: string,
  source: PictureSource,
  action: () => Promise<T>,
): Promise<T> {
  const viewing = Viewing.of(session);
  const track = session.getPeer(participant)?.receiver(source)?.track;
  const viewer = {};
  const isReduced = viewing.isReduced(participant, source);
  viewing.show(viewer, [{ participant, source, view: 'full' }]);
  try {
    if (isReduced && track) await larger(track);
    return await action();
  } finally {
    viewing.show(viewer, []);
  }
}
