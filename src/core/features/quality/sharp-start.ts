import type { SenderSettings } from './budget.js';

/** Time after connecting in which a camera's pictures keep their size, in ms. */
const STARTING = 5000;

const connectedAt = new WeakMap<RTCRtpSender, number>();

/**
 * Keeps the size of pictures while a connection is young. Browsers begin with an estimate of a few hundred kbit/s: they would
 * quarter the picture at once and need twenty seconds to bring it back, though the estimate grows within two.
 *
 * @param now - In ms.
 */
export function startSharp(
  settings: SenderSettings,
  sender: RTCRtpSender,
  isConnected: boolean,
  now = performance.now(),
): SenderSettings {
  if (settings.degradationPreference !== 'maintain-framerate') return settings;
  if (isConnected && !connectedAt.has(sender)) connectedAt.set(sender, now);
  const age = now - (connectedAt.get(sender) ?? now);
  return age < STARTING ? { ...settings, degradationPreference: 'maintain-resolution' } : settings;
}
