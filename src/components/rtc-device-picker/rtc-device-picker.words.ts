import type { DeviceKind } from '../../core/index.js';
import { addWords } from '../words/localize.js';

interface DevicePickerTerms {
  device: (kind: DeviceKind) => string;
  deviceNumber: (kind: DeviceKind, number: number) => string;
  noDevice: (kind: DeviceKind) => string;
  testSpeaker: string;
  stopTest: string;
  speakerFailed: string;
  flipCamera: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends DevicePickerTerms {}
}

const EN = { videoinput: 'Camera', audioinput: 'Microphone', audiooutput: 'Speaker' } as const;
const ZH = { videoinput: '摄像头', audioinput: '麦克风', audiooutput: '扬声器' } as const;

addWords<DevicePickerTerms>({
  en: {
    device: (kind) => EN[kind],
    deviceNumber: (kind, number) => `${EN[kind]} ${String(number)}`,
    noDevice: (kind) => `No ${EN[kind].toLowerCase()} found`,
    testSpeaker: 'Test speaker',
    stopTest: 'Stop test',
    speakerFailed: 'This speaker plays nothing. Choose another one.',
    flipCamera: 'Switch camera',
  },
  zh: {
    device: (kind) => ZH[kind],
    deviceNumber: (kind, number) => `${ZH[kind]} ${String(number)}`,
    noDevice: (kind) => `未找到${ZH[kind]}`,
    testSpeaker: '测试扬声器',
    stopTest: '停止测试',
    speakerFailed: '此扬声器无法播放声音，请选择其他扬声器。',
    flipCamera: '切换摄像头',
  },
});
