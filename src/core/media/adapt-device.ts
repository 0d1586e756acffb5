import { equal } from '../../internal/equal.js';
import { RtcError } from '../errors.js';
import type { CaptureSource, MediaConstraints } from '../types.js';
import { captureConstraints } from './capture-constraints.js';
import { TRACK_KINDS } from './capture-kinds.js';
import type { DeviceChoice } from './device-choice.js';
import type { LocalSource } from './local-source.js';

/** The open devices, and the constraints for them. */
export interface AdaptedDevices {
  readonly sources: Readonly<Record<CaptureSource, LocalSource>>;
  readonly choice: DeviceChoice;
  readonly constraints: MediaConstraints;
  /** The last constraints that the open devices met. */
  met: MediaConstraints;
  /** Goes back from `constraints` to `met`. */
  forgetWish(kind: 'audio' | 'video'): void;
}

/**
 * Brings an open device up to date with constraints that were set after it was opened. Where it cannot meet them, they are
 * forgotten.
 *
 * @throws {RtcError} `device-unavailable`
 */
export async function adaptDevice(
  devices: AdaptedDevices,
  source: CaptureSource,
  track: MediaStreamTrack,
): Promise<void> {
  const { sources, choice } = devices;
  const kind = TRACK_KINDS[source];
  const { [kind]: wish } = devices.constraints;
  // The device itself was chosen when it was opened.
  const { [kind]: constraints } = captureConstraints([source], devices.constraints, {
    facing: choice.facing,
    devices: new Map(),
  });
  try {
    await track.applyConstraints(constraints || {});
    // Closed or exchanged meanwhile.
    if (sources[source].track !== track) return;
    devices.met = { ...devices.met, [kind]: wish };
  } catch (error) {
    if (sources[source].track !== track) return;
    // Keeps the constraints that the device meets, so that it opens again later.
    if (equal(devices.constraints[kind], wish)) devices.forgetWish(kind);
    throw new RtcError('device-unavailable', `The ${source} cannot do that: ${String(error)}`, {
      cause: error,
      subject: source,
    });
  }
}
