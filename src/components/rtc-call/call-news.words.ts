import type { CaptureSource, RtcErrorCode } from '../../core/index.js';
import { addWords } from '../words/localize.js';

interface CallNewsTerms {
  participantJoined: (name: string) => string;
  participantInterrupted: (name: string) => string;
  participantBack: (name: string) => string;
  participantLeft: (name: string) => string;
  microphoneMuted: string;
  microphoneUnmuted: string;
  cameraTurnedOff: string;
  cameraTurnedOn: string;
  /** The system gives a device again that was held back. */
  givenBack: (source: CaptureSource) => string;
  participantShares: (name: string) => string;
  /** Words that were compared, or asked for, no longer belong to the connection. */
  verificationChanged: (name: string) => string;
  /** The screen is shared, and no sound with it. */
  youShareSilently: string;
  sharingEnded: string;
  /** Why the screen is not shared. */
  screenFailed: string;
  screenHelp: (code: RtcErrorCode) => string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends CallNewsTerms {}
}

addWords<CallNewsTerms>({
  en: {
    participantJoined: (name) => `${name} joined`,
    participantInterrupted: (name) => `${name}: connection interrupted`,
    participantBack: (name) => `${name} is back`,
    participantLeft: (name) => `${name} left`,
    microphoneMuted: 'Microphone muted',
    microphoneUnmuted: 'Microphone on',
    cameraTurnedOff: 'Camera off',
    cameraTurnedOn: 'Camera on',
    givenBack: (source) => (source === 'camera' ? 'The camera works again' : 'The microphone works again'),
    participantShares: (name) => `${name} shares their screen`,
    verificationChanged: (name) =>
      `The words of the connection with ${name} have changed. Compare them again.`,
    youShareSilently: 'You are sharing your screen, without its sound',
    sharingEnded: 'You stopped sharing your screen',
    screenFailed: 'The screen could not be shared',
    screenHelp(code) {
      if (code === 'system-denied')
        return 'Allow the browser to record the screen in the system’s privacy settings.';
      if (code !== 'permission-dismissed') return 'Try again in a moment.';
      return 'Unless you cancelled: allow the browser to record the screen in the system’s privacy settings.';
    },
  },
  zh: {
    participantJoined: (name) => `${name} 已加入`,
    participantInterrupted: (name) => `${name} 的连接已中断`,
    participantBack: (name) => `${name} 已恢复连接`,
    participantLeft: (name) => `${name} 已离开`,
    microphoneMuted: '麦克风已静音',
    microphoneUnmuted: '麦克风已打开',
    cameraTurnedOff: '摄像头已关闭',
    cameraTurnedOn: '摄像头已打开',
    givenBack: (source) => (source === 'camera' ? '摄像头已恢复' : '麦克风已恢复'),
    participantShares: (name) => `${name} 正在共享屏幕`,
    verificationChanged: (name) => `与 ${name} 的连接的验证词已改变，请重新核对。`,
    youShareSilently: '你正在共享屏幕，没有声音',
    sharingEnded: '你已停止共享屏幕',
    screenFailed: '无法共享屏幕',
    screenHelp(code) {
      if (code === 'system-denied') return '请在系统的隐私设置中允许浏览器录制屏幕。';
      if (code !== 'permission-dismissed') return '请稍后再试。';
      return '如果不是你取消的：请在系统的隐私设置中允许浏览器录制屏幕。';
    },
  },
});
