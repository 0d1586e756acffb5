import { addWords } from '../words/localize.js';

interface ControlsTerms {
  takePhoto: string;
  /** With the number of messages that are new; 0 for none. */
  openChat: (unread: number) => string;
  record: string;
  stopRecording: string;
  saveData: string;
  stopSavingData: string;
  inspect: string;
  settings: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends ControlsTerms {}
}

addWords<ControlsTerms>({
  en: {
    takePhoto: 'Take photo',
    openChat: (unread) =>
      unread > 0 ? `Chat, ${String(unread)} new ${unread === 1 ? 'message' : 'messages'}` : 'Chat',
    record: 'Record',
    stopRecording: 'Stop recording',
    saveData: 'Save data: sound only',
    stopSavingData: 'Show pictures again',
    inspect: 'Connections in detail',
    settings: 'Settings',
  },
  zh: {
    takePhoto: '拍照',
    openChat: (unread) => (unread > 0 ? `聊天，${String(unread)} 条新消息` : '聊天'),
    record: '录制',
    stopRecording: '停止录制',
    saveData: '省流量：仅语音',
    stopSavingData: '恢复画面',
    inspect: '连接详情',
    settings: '设置',
  },
});
