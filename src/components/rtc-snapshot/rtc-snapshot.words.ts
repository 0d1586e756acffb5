import { addWords } from '../words/localize.js';

interface SnapshotTerms {
  photo: string;
  photoOf: (name: string) => string;
  photoOfYou: string;
  photoTaken: string;
  savePhoto: string;
  copyPhoto: string;
  photoCopied: string;
  photoNotCopied: string;
  dismissPhoto: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends SnapshotTerms {}
}

addWords<SnapshotTerms>({
  en: {
    photo: 'Photo',
    photoOf: (name) => `Photo of ${name}`,
    photoOfYou: 'Photo of you',
    photoTaken: 'Photo taken',
    savePhoto: 'Save',
    copyPhoto: 'Copy photo',
    photoCopied: 'Photo copied',
    photoNotCopied: 'The photo could not be copied',
    dismissPhoto: 'Dismiss photo',
  },
  zh: {
    photo: '照片',
    photoOf: (name) => `${name} 的照片`,
    photoOfYou: '你的照片',
    photoTaken: '已拍照',
    savePhoto: '保存',
    copyPhoto: '复制照片',
    photoCopied: '照片已复制',
    photoNotCopied: '无法复制照片',
    dismissPhoto: '关闭照片',
  },
});
