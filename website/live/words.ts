/** The words of a live example. */
export interface Words {
  readonly preview: string;
  readonly run: string;
  readonly runAgain: string;
  readonly stop: string;
  readonly ownCamera: string;
  readonly edit: string;
  readonly reset: string;
  readonly code: string;
}

const en: Words = {
  preview: 'The example, running',
  run: 'Run',
  runAgain: 'Run again',
  stop: 'Stop',
  ownCamera: 'with my camera',
  edit: 'Edit',
  reset: 'Reset',
  code: 'Code of the example',
};

const zh: Words = {
  preview: '正在运行的示例',
  run: '运行',
  runAgain: '重新运行',
  stop: '停止',
  ownCamera: '使用我的摄像头',
  edit: '编辑',
  reset: '还原',
  code: '示例代码',
};

export const wordsFor = (lang: string): Words => (lang.startsWith('zh') ? zh : en);
