import { addWords } from '../words/dictionary.js';
import { formatsOf } from '../words/forms.js';

const { plural } = formatsOf('en');

/** Reasons why files are not offered. Names of files come isolated. */
export interface OfferTerms {
  fileTooLarge: (file: string) => string;
  filesTooMany: string;
  filesNotJoined: string;
  filesAlone: string;
  folderRefused: string;
  filesOffered: (files: number) => string;
}

addWords({
  fileTooLarge: (file) => `${file} is larger than 1 GB.`,
  filesTooMany: 'Too many files at once. Wait until some are through.',
  filesNotJoined: 'Join the call to send files.',
  filesAlone: 'There is nobody to send files to yet.',
  folderRefused: 'Folders cannot be sent. Put them into a ZIP file.',
  filesOffered: (files) =>
    plural(files, { one: 'File offered to the others', other: '# files offered to the others' }),
} satisfies OfferTerms);
