import type { CaptureSource, DeviceKind, MediaConstraints } from '../types.js';

/** Devices to ask for, where there are any, and a direction of the camera. */
export interface PreferredDevices {
  readonly devices: ReadonlyMap<DeviceKind, string>;
  readonly facing: string | undefined;
}

/** Constraints for each kind of device; `false` for none. */
export type Wishes = Readonly<Record<'audio' | 'video', MediaTrackConstraints | false>>;

/** Used where the page asks for nothing: good enough for calls, and every browser can scale it down. */
const DEFAULT_VIDEO: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** The request to `getUserMedia`: the constraints of the page, on the devices that the person prefers. */
export function captureConstraints(
  sources: readonly CaptureSource[],
  { audio, video }: MediaConstraints,
  { devices, facing }: PreferredDevices,
): Wishes {
  const on = (kind: DeviceKind, wish: MediaTrackConstraints = {}): MediaTrackConstraints => {
    const deviceId = devices.get(kind);
    return deviceId ? { ...wish, deviceId: { exact: deviceId } } : wish;
  };
  return {
    audio: sources.includes('microphone') && on('audioinput', audio),
    video:
      sources.includes('camera') &&
      on('videoinput', { ...DEFAULT_VIDEO, ...video, ...(facing && { facingMode: { ideal: facing } }) }),
  };
}
