import type { DeviceChangeReason, DeviceKind } from '../../core/index.js';
import { addWords } from '../words/dictionary.js';

export interface DeviceChangeTerms {
  /** Describes the change of a device. `label` is the system's name of the one in use now, or empty. */
  deviceChanged: (kind: DeviceKind, reason: DeviceChangeReason, label: string) => string;
}

const NAMES = {
  videoinput: 'Camera',
  audioinput: 'Microphone',
  audiooutput: 'Speaker',
  unplugged: 'unplugged',
  returned: 'connected again',
  default: 'changed by the system',
  selected: 'changed',
} as const;

addWords({
  deviceChanged: (kind, reason, label) => `${NAMES[kind]} ${NAMES[reason]}.${label && ` Now using ${label}`}`,
} satisfies DeviceChangeTerms);
