let probe: HTMLAudioElement | undefined;

/**
 * Whether this page may use a speaker. Browsers refuse all but the default one until the microphone is allowed
 * (audio-output §3.2), and say so only when the speaker is given to an element.
 */
export async function canUseSpeaker(deviceId: string): Promise<boolean> {
  try {
    probe ??= new Audio();
    await probe.setSinkId(deviceId);
    return true;
  } catch {
    return false;
  }
}
