import { FileTransfers } from '../../core/features/files/index.js';
import { toRtcError, type CallSession } from '../../core/index.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';
import './offer-files.words.js';

/** Files that were chosen or dropped. */
export interface Chosen {
  readonly files: readonly File[];
  /** There were folders among them, which cannot be sent. */
  readonly folders?: boolean;
}

/** Takes files and folders apart: a folder comes as a file of a few bytes that cannot be read. */
export function dropped({ items, files }: DataTransfer): Chosen {
  const isFolder = (item: DataTransferItem): boolean => item.webkitGetAsEntry()?.isDirectory === true;
  const inOrder = [...items].filter(({ kind }) => kind === 'file');
  const folders = inOrder.map(isFolder);
  return { files: [...files].filter((_, i) => !folders[i]), folders: folders.includes(true) };
}

/**
 * Offers files to everybody else in the call.
 *
 * @returns The number of files that were offered, and in words why the others were not.
 */
export function offerFiles(
  session: CallSession | undefined,
  { files, folders }: Chosen,
  words: Localize,
): { readonly offered: number; readonly problem: string } {
  if (session?.state !== 'in-call' && session?.state !== 'reconnecting') {
    return { offered: 0, problem: words.term('filesNotJoined') };
  }
  if (session.participants.length === 0) return { offered: 0, problem: words.term('filesAlone') };
  let offered = 0;
  let problem = folders ? words.term('folderRefused') : '';
  for (const file of files) {
    try {
      FileTransfers.of(session).offer(file);
      offered += 1;
    } catch (error) {
      const failure = toRtcError(error, 'internal');
      if (failure.code === 'message-too-large') problem = words.term('fileTooLarge', isolate(file.name));
      else if (failure.code === 'rate-limited') problem = words.term('filesTooMany');
      else [problem] = words.error(failure);
    }
  }
  return { offered, problem };
}
