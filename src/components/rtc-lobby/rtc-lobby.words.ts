import { addWords } from '../words/localize.js';

interface LobbyTerms {
  ready: string;
  room: string;
  yourName: string;
  allow: string;
  allowHelp: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends LobbyTerms {}
}

addWords<LobbyTerms>({
  en: {
    ready: 'Ready to join?',
    room: 'Room',
    yourName: 'Your name',
    allow: 'Allow camera and microphone',
    allowHelp: 'The others see and hear you once you join.',
  },
  zh: {
    ready: '准备好加入了吗？',
    room: '房间',
    yourName: '你的名字',
    allow: '允许使用摄像头和麦克风',
    allowHelp: '加入后，其他人才能看到和听到你。',
  },
});
