import { addWords } from '../words/localize.js';

interface DevicePickerTerms {
  testSpeaker: string;
  stopTest: string;
  speakerFailed: string;
  flipCamera: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends DevicePickerTerms {}
}

addWords<DevicePickerTerms>({
  en: {
    testSpeaker: 'Test speaker',
    stopTest: 'Stop test',
    speakerFailed: 'This speaker plays nothing. Choose another one.',
    flipCamera: 'Switch camera',
  },
  zh: {
    testSpeaker: '测试扬声器',
    stopTest: '停止测试',
    speakerFailed: '此扬声器无法播放声音，请选择其他扬声器。',
    flipCamera: '切换摄像头',
  },
});
