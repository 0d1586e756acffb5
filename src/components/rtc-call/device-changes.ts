import type { LocalMedia, RtcDeviceChangeEvent } from '../../core/index.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';
import './device-changes.words.js';

/** Describes what happened to a device, and names the one in use now. */
export function describeChange(
  { kind, reason, deviceId }: RtcDeviceChangeEvent,
  media: LocalMedia,
  words: Localize,
): string {
  const devices = media.devices.list(kind);
  const label = devices.find((device) => device.deviceId === (deviceId || 'default'))?.label ?? '';
  // Chromium lists the default device twice, once as "Default - Built-in Microphone".
  const name = devices.findLast((device) => device.label && label.endsWith(device.label))?.label;
  return words.term('deviceChanged', kind, reason, name ? isolate(name) : '');
}
