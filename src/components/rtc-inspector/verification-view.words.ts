import { addWords } from '../words/localize.js';

interface VerificationTerms {
  inspectorVerifyHelp: string;
  inspectorVerify: string;
  inspectorVerifyAgain: string;
  inspectorVerifyPending: string;
  inspectorVerifyReady: (name: string) => string;
  inspectorVerifyChanged: string;
  /** The same about somebody whose connection is not being looked at. */
  inspectorVerifyChangedOf: (name: string) => string;
  inspectorVerifyUnsupported: string;
  inspectorVerifyLive: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends VerificationTerms {}
}

addWords<VerificationTerms>({
  en: {
    inspectorVerifyHelp:
      'Compare these words with the other person, by a way that the server does not control: where they differ, somebody stands between you.',
    inspectorVerify: 'Find the words',
    inspectorVerifyAgain: 'Find them again',
    inspectorVerifyPending: 'The other page is being asked…',
    inspectorVerifyReady: (name) => `Words with ${name}`,
    inspectorVerifyChanged: 'The connection has another certificate than before: compare again.',
    inspectorVerifyChangedOf: (name) =>
      `The connection with ${name} has another certificate than before: compare the words again.`,
    inspectorVerifyUnsupported: 'The other page cannot do this, or does not answer.',
    inspectorVerifyLive: 'Words can be compared in a call, not in a file.',
  },
  zh: {
    inspectorVerifyHelp:
      '请通过服务器无法控制的途径与对方核对这些词（双方看到的都是英文）：若不相同，说明有人在中间。',
    inspectorVerify: '生成验证词',
    inspectorVerifyAgain: '重新生成',
    inspectorVerifyPending: '正在询问对方页面…',
    inspectorVerifyReady: (name) => `与 ${name} 的验证词`,
    inspectorVerifyChanged: '连接的证书已改变，请重新核对。',
    inspectorVerifyChangedOf: (name) => `与 ${name} 的连接证书已改变，请重新核对验证词。`,
    inspectorVerifyUnsupported: '对方页面不支持，或没有应答。',
    inspectorVerifyLive: '只能在通话中核对，文件中没有。',
  },
});
