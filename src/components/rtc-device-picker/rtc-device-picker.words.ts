import type { DeviceKind } from '../../core/index.js';
import { addWords } from '../words/dictionary.js';

export interface DevicePickerTerms {
  device: (kind: DeviceKind) => string;
  deviceNumber: (kind: DeviceKind, number: number) => string;
  noDevice: (kind: DeviceKind) => string;
  testSpeaker: string;
  stopTest: string;
  speakerFailed: string;
  flipCamera: string;
}

const NAMES = { videoinput: 'Camera', audioinput: 'Microphone', audiooutput: 'Speaker' } as const;

addWords({
  device: (kind) => NAMES[kind],
  deviceNumber: (kind, number) => `${NAMES[kind]} ${String(number)}`,
  noDevice: (kind) => `No ${NAMES[kind].toLowerCase()} found`,
  testSpeaker: 'Test speaker',
  stopTest: 'Stop test',
  speakerFailed: 'This speaker plays nothing. Choose another one.',
  flipCamera: 'Switch camera',
} satisfies DevicePickerTerms);
