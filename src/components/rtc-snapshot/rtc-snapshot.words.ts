import { addWords } from '../words/dictionary.js';

export interface SnapshotTerms {
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

addWords({
  photo: 'Photo',
  photoOf: (name) => `Photo of ${name}`,
  photoOfYou: 'Photo of you',
  photoTaken: 'Photo taken',
  savePhoto: 'Save',
  copyPhoto: 'Copy photo',
  photoCopied: 'Photo copied',
  photoNotCopied: 'The photo could not be copied',
  dismissPhoto: 'Dismiss photo',
} satisfies SnapshotTerms);
