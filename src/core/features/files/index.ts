export {
  FileTransfers,
  TransferOfferEvent,
  type FileTransfersEventMap,
  type OfferOptions,
} from './file-transfers.js';
export { MAX_FILE_BYTES, type TransferReason } from './file-wire.js';
export type { FileSink } from './incoming-file.js';
export type { Transfer, TransferState } from './transfer.js';
