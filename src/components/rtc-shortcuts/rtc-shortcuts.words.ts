import { addWords } from '../words/localize.js';
import type { ShortcutAction } from './shortcut-keys.js';

interface ShortcutTerms {
  shortcuts: string;
  shortcutsHelp: string;
  shortcut: (action: ShortcutAction) => string;
  spaceBar: string;
  talkWhileHeld: string;
  close: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends ShortcutTerms {}
}

const EN: Readonly<Record<ShortcutAction, string>> = {
  microphone: 'Mute or unmute the microphone',
  camera: 'Turn the camera off or on',
  screen: 'Share the screen, or stop',
  chat: 'Show or hide the chat',
  snapshot: 'Take a photo',
  record: 'Record the call, or stop',
  inspect: 'Show or hide the connections in detail',
  fullscreen: 'Full screen',
  help: 'Show this list',
};

const ZH: Readonly<Record<ShortcutAction, string>> = {
  microphone: '静音或取消静音',
  camera: '关闭或打开摄像头',
  screen: '共享屏幕或停止共享',
  chat: '显示或隐藏聊天',
  snapshot: '拍照',
  record: '开始或停止录制',
  inspect: '显示或隐藏连接详情',
  fullscreen: '全屏',
  help: '显示此列表',
};

addWords<ShortcutTerms>({
  en: {
    shortcuts: 'Keyboard shortcuts',
    shortcutsHelp: 'They work while the focus is in the call.',
    shortcut: (action) => EN[action],
    spaceBar: 'Space',
    talkWhileHeld: 'Talk as long as it is held',
    close: 'Close',
  },
  zh: {
    shortcuts: '键盘快捷键',
    shortcutsHelp: '焦点在通话中时有效。',
    shortcut: (action) => ZH[action],
    spaceBar: '空格',
    talkWhileHeld: '按住说话',
    close: '关闭',
  },
});
