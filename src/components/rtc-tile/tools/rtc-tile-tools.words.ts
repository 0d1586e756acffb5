import { addWords } from '../../words/localize.js';

interface ToolTerms {
  optionsOf: (name: string) => string;
  pin: string;
  silence: string;
  volume: string;
  mirror: string;
  otherCamera: string;
  smallWindow: string;
  fullscreen: string;
  inspectConnection: string;
  roundTrip: (ms: number) => string;
}

declare module '../../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends ToolTerms {}
}

addWords<ToolTerms>({
  en: {
    optionsOf: (name) => `Options: ${name}`,
    pin: 'Keep big',
    silence: 'Mute for me',
    volume: 'Volume',
    mirror: 'Mirror',
    otherCamera: 'Switch camera',
    smallWindow: 'Small window',
    fullscreen: 'Full screen',
    inspectConnection: 'Connection in detail',
    roundTrip: (ms) => `${String(ms)} ms`,
  },
  zh: {
    optionsOf: (name) => `选项：${name}`,
    pin: '固定大图',
    silence: '对我静音',
    volume: '音量',
    mirror: '镜像',
    otherCamera: '切换摄像头',
    smallWindow: '小窗口',
    fullscreen: '全屏',
    inspectConnection: '连接详情',
    roundTrip: (ms) => `${String(ms)} 毫秒`,
  },
});
