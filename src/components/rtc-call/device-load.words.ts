import { addWords } from '../words/localize.js';

interface DeviceLoadTerms {
  /** The device cannot encode and decode all pictures in full. */
  deviceBusy: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends DeviceLoadTerms {}
}

addWords<DeviceLoadTerms>({
  en: { deviceBusy: 'This device is busy: pictures are smaller for now' },
  zh: { deviceBusy: '本设备繁忙：画面暂时缩小' },
});
