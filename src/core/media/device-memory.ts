import { DEVICE_KINDS, type DeviceKind } from '../types.js';

const KEY = 'rtc-elements:devices';

/** The devices that the person last chose on this origin; empty if storage is missing or was tampered with. */
export function recallDevices(): Map<DeviceKind, string> {
  const devices = new Map<DeviceKind, string>();
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<DeviceKind, unknown>>;
    for (const kind of DEVICE_KINDS) {
      const deviceId = stored[kind];
      if (typeof deviceId === 'string') devices.set(kind, deviceId);
    }
  } catch {
    // Storage is missing or forbidden: nothing is remembered.
  }
  return devices;
}

/** Remembers a choice, if the browser gives this page storage. */
export function rememberDevice(kind: DeviceKind, deviceId: string): void {
  try {
    const devices = recallDevices().set(kind, deviceId);
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(devices)));
  } catch {
    // Forbidden or full: the choice holds until the page is closed.
  }
}
