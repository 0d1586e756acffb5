import { addWords } from '../../words/localize.js';

interface ToolTerms {
  optionsOf: (name: string) => string;
  pin: string;
  silence: string;
  volume: string;
  mirror: string;
  fillTile: string;
  showWhole: string;
  moveOn: string;
  smallWindow: string;
  fullscreen: string;
  inspectConnection: string;
  roundTrip: (ms: number) => string;
  /** The picture stands still. */
  standing: string;
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
    fillTile: 'Fill the tile',
    showWhole: 'Show the whole picture',
    moveOn: 'Move to the next corner',
    smallWindow: 'Small window',
    fullscreen: 'Full screen',
    inspectConnection: 'Connection in detail',
    roundTrip: (ms) => `${String(ms)} ms`,
    standing: 'Paused: this device is busy',
  },
  zh: {
    optionsOf: (name) => `选项：${name}`,
    pin: '固定大图',
    silence: '对我静音',
    volume: '音量',
    mirror: '镜像',
    fillTile: '填满窗格',
    showWhole: '显示完整画面',
    moveOn: '移到下一个角',
    smallWindow: '小窗口',
    fullscreen: '全屏',
    inspectConnection: '连接详情',
    roundTrip: (ms) => `${String(ms)} 毫秒`,
    standing: '已暂停：本设备繁忙',
  },
});
