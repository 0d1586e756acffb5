import type { DeviceChangeReason, DeviceKind } from '../../core/index.js';
import { addWords } from '../words/localize.js';

interface DeviceChangeTerms {
  /** Describes the change of a device. `label` is the system's name of the one in use now, or empty. */
  deviceChanged: (kind: DeviceKind, reason: DeviceChangeReason, label: string) => string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends DeviceChangeTerms {}
}

const EN = {
  videoinput: 'Camera',
  audioinput: 'Microphone',
  audiooutput: 'Speaker',
  unplugged: 'unplugged',
  returned: 'connected again',
  default: 'changed by the system',
  selected: 'changed',
} as const;

const ZH = {
  videoinput: '摄像头',
  audioinput: '麦克风',
  audiooutput: '扬声器',
  unplugged: '已拔出',
  returned: '已重新连接',
  default: '已被系统更改',
  selected: '已更改',
} as const;

addWords<DeviceChangeTerms>({
  en: {
    deviceChanged: (kind, reason, label) => `${EN[kind]} ${EN[reason]}.${label && ` Now using ${label}`}`,
  },
  zh: {
    deviceChanged: (kind, reason, label) => `${ZH[kind]}${ZH[reason]}${label ? `，正在使用 ${label}` : '。'}`,
  },
});
