import { addWords } from '../words/localize.js';

/** Why files are not offered. Names of files come isolated. */
interface OfferTerms {
  fileTooLarge: (file: string) => string;
  filesTooMany: string;
  filesNotJoined: string;
  filesAlone: string;
  folderRefused: string;
  filesOffered: (files: number) => string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends OfferTerms {}
}

addWords<OfferTerms>({
  en: {
    fileTooLarge: (file) => `${file} is larger than 1 GB.`,
    filesTooMany: 'Too many files at once. Wait until some are through.',
    filesNotJoined: 'Join the call to send files.',
    filesAlone: 'There is nobody to send files to yet.',
    folderRefused: 'Folders cannot be sent. Put them into a ZIP file.',
    filesOffered: (files) =>
      files === 1 ? 'File offered to the others' : `${String(files)} files offered to the others`,
  },
  zh: {
    fileTooLarge: (file) => `${file} 超过 1 GB。`,
    filesTooMany: '同时发送的文件过多，请等部分文件传输完成。',
    filesNotJoined: '加入通话后才能发送文件。',
    filesAlone: '还没有其他人可以接收文件。',
    folderRefused: '无法发送文件夹，请先压缩为 ZIP 文件。',
    filesOffered: (files) => `已向其他人发送 ${String(files)} 个文件`,
  },
});
