import { addWords } from '../words/localize.js';

interface RecordingTerms {
  recordingRequest: (name: string) => string;
  recordingRequestHelp: string;
  recordingAccept: string;
  recordingDecline: string;
  recordingAsking: string;
  recordingAskingHelp: (count: number) => string;
  recordingCancel: string;
  recordingRuns: string;
  recordingStarted: string;
  recordingWithout: (names: string) => string;
  recordingEnd: string;
  recordingOfYou: (name: string) => string;
  recordingOfYouOver: (name: string) => string;
  recordingWithdraw: string;
  recordingFinishing: string;
  recordingFinished: string;
  recordingSaved: string;
  recordingLimit: string;
  recordingBroken: string;
  recordingSave: string;
  recordingDiscard: string;
  recordingDiscardSure: string;
  recordingKeep: string;
  recordingDismiss: string;
  recordingFailed: string;
  recordingDeclined: string;
  recordingUnsupported: string;
  recordingFailedHelp: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends RecordingTerms {}
}

addWords<RecordingTerms>({
  en: {
    recordingRequest: (name) => `${name} wants to record this call`,
    recordingRequestHelp:
      'If you accept, your picture, sound and screen are recorded. You can withdraw at any time.',
    recordingAccept: 'Accept',
    recordingDecline: 'Decline',
    recordingAsking: 'Asking everybody…',
    recordingAskingHelp: (count) =>
      count === 1
        ? '1 person has not answered yet. Recording starts when they have.'
        : `${String(count)} people have not answered yet. Recording starts when they have.`,
    recordingCancel: 'Cancel',
    recordingRuns: 'Recording',
    recordingStarted: 'Recording started',
    recordingWithout: (names) => `Not in it: ${names}`,
    recordingEnd: 'Stop',
    recordingOfYou: (name) => `${name} is recording you`,
    recordingOfYouOver: (name) => `${name} is no longer recording you`,
    recordingWithdraw: 'Withdraw',
    recordingFinishing: 'Finishing the recording…',
    recordingFinished: 'Recording finished',
    recordingSaved: 'Recording saved',
    recordingLimit: 'It stopped because it became too large. Everything until then is in it.',
    recordingBroken: 'The browser could not go on. Everything until then is in it.',
    recordingSave: 'Save',
    recordingDiscard: 'Discard',
    recordingDiscardSure: 'Discard this recording for good?',
    recordingKeep: 'Keep',
    recordingDismiss: 'Close',
    recordingFailed: 'Nothing was recorded',
    recordingDeclined: 'The participant does not want to be recorded.',
    recordingUnsupported: 'This browser cannot record calls. Try a current Chrome, Edge, Firefox or Safari.',
    recordingFailedHelp: 'Try again in a moment.',
  },
  zh: {
    recordingRequest: (name) => `${name} 想录制此通话`,
    recordingRequestHelp: '如果同意，你的画面、声音和屏幕将被录制。你可以随时撤回。',
    recordingAccept: '同意',
    recordingDecline: '拒绝',
    recordingAsking: '正在征求同意…',
    recordingAskingHelp: (count) => `还有 ${String(count)} 人未答复。全部答复后开始录制。`,
    recordingCancel: '取消',
    recordingRuns: '正在录制',
    recordingStarted: '录制已开始',
    recordingWithout: (names) => `未录制：${names}`,
    recordingEnd: '停止',
    recordingOfYou: (name) => `${name} 正在录制你`,
    recordingOfYouOver: (name) => `${name} 已不再录制你`,
    recordingWithdraw: '撤回同意',
    recordingFinishing: '正在完成录制…',
    recordingFinished: '录制已完成',
    recordingSaved: '录制已保存',
    recordingLimit: '文件过大，录制已停止。此前的内容已保留。',
    recordingBroken: '浏览器无法继续录制。此前的内容已保留。',
    recordingSave: '保存',
    recordingDiscard: '丢弃',
    recordingDiscardSure: '确定要永久丢弃此录制吗？',
    recordingKeep: '保留',
    recordingDismiss: '关闭',
    recordingFailed: '未能录制',
    recordingDeclined: '该参与者不同意被录制。',
    recordingUnsupported: '此浏览器无法录制通话。请使用最新版 Chrome、Edge、Firefox 或 Safari。',
    recordingFailedHelp: '请稍后重试。',
  },
});
