import type { CaptureSource, DeviceKind, MediaConstraints } from '../types.js';

/** Without a wish of the page: what calls look good with, and what every browser can scale down from. */
const DEFAULT_VIDEO: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** What to ask `getUserMedia` for: the wishes of the page, on the devices, or in the direction, that the person prefers. */
export function captureConstraints(
  sources: readonly CaptureSource[],
  { audio, video }: MediaConstraints,
  preferred: ReadonlyMap<DeviceKind, string>,
  facing?: string,
): Record<'audio' | 'video', MediaTrackConstraints | false> {
  const on = (kind: DeviceKind, wish: MediaTrackConstraints = {}): MediaTrackConstraints => {
    const deviceId = preferred.get(kind);
    return deviceId ? { ...wish, deviceId: { exact: deviceId } } : wish;
  };
  return {
    audio: sources.includes('microphone') && on('audioinput', audio),
    video:
      sources.includes('camera') &&
      on('videoinput', { ...DEFAULT_VIDEO, ...video, ...(facing && { facingMode: { ideal: facing } }) }),
  };
}
