import { addWords } from '../words/localize.js';

interface MicrophoneNoticeTerms {
  youAreMuted: string;
  unmute: string;
  microphoneIsSilent: string;
  chooseMicrophone: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends MicrophoneNoticeTerms {}
}

addWords<MicrophoneNoticeTerms>({
  en: {
    youAreMuted: 'You are muted',
    unmute: 'Unmute',
    microphoneIsSilent: 'Your microphone is silent',
    chooseMicrophone: 'Choose another one',
  },
  zh: {
    youAreMuted: '你已静音',
    unmute: '取消静音',
    microphoneIsSilent: '你的麦克风没有声音',
    chooseMicrophone: '选择其他麦克风',
  },
});
