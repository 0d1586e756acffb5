import type { CallSession, LocalMedia } from '../../core/index.js';

/** Labels of the cameras on either side of a phone. */
const SIDES = /\b(front|back|rear|facing)\b/i;

/** Whether the main pointer is a finger, as on phones and tablets. */
const isHeld = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Whether there seem to be a front and a back camera. */
export function canFlip(media: LocalMedia): boolean {
  const cameras = media.devices.list('videoinput');
  return (
    cameras.length > 1 &&
    (media.getCapturedTrack('camera')?.getSettings().facingMode !== undefined ||
      cameras.some(({ label }) => SIDES.test(label)) ||
      isHeld())
  );
}

/** Whether a person in this call would look for the other camera right at their picture: they hold a phone, and it is on. */
export const flipsByHand = (session: CallSession): boolean =>
  isHeld() && session.isOn('camera') && canFlip(session.media);

/** Changes to the other camera. A failure is an `rtc-error` of the session, which is shown. */
export async function flipCamera(session: CallSession): Promise<void> {
  try {
    await session.media.flipCamera();
  } catch (error) {
    session.report(error, 'device-failed');
  }
}
