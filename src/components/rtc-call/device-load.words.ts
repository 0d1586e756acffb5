import { addWords } from '../words/dictionary.js';

export interface DeviceLoadTerms {
  /** The device cannot encode and decode all pictures in full. */
  deviceBusy: string;
}

addWords({ deviceBusy: 'This device is busy: pictures are smaller for now' } satisfies DeviceLoadTerms);
