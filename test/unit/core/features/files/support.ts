import { FileTransfers, type Transfer } from '../../../../../src/core/features/files/index.js';
import type { CallSession } from '../../../../../src/core/index.js';
import { people } from '../chat/support.js';
import { waitUntil } from '../../../support/wait-until.js';

export const MIB = 1024 * 1024;

/** People in one room whose pages take files. */
export async function sharing(...names: string[]): Promise<CallSession[]> {
  const all = await people(...names);
  for (const session of all) FileTransfers.of(session);
  return all;
}

/** A file of random bytes. */
export function randomFile(size: number, name = 'random.bin', type = 'application/x-random'): File {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let left = size; left > 0; left -= 65_536) {
    parts.push(crypto.getRandomValues(new Uint8Array(Math.min(left, 65_536))));
  }
  return new File(parts, name, { type });
}

export async function sha256(blob: Blob | undefined): Promise<string> {
  if (!blob) throw new Error('no file');
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A transfer as it stands now. */
export function now(at: CallSession, id: string): Transfer {
  const found = FileTransfers.of(at).transfers.find((transfer) => transfer.id === id);
  if (!found) throw new Error(`no transfer ${id}`);
  return found;
}

/** Waits for an offer that has come in. */
export async function offered(at: CallSession, name = 'random.bin'): Promise<Transfer> {
  const find = (): Transfer | undefined =>
    FileTransfers.of(at).transfers.find(
      (transfer) => !transfer.own && transfer.name === name && transfer.state === 'offered',
    );
  await waitUntil(find, 'nothing is offered');
  return find()!;
}

export async function reaches(at: CallSession, id: string, state: Transfer['state']): Promise<Transfer> {
  await waitUntil(() => now(at, id).state === state, `does not become ${state}`).catch((error: unknown) => {
    const { state: is, reason, transferred } = now(at, id);
    throw new Error(`${String(error)}: it is ${is} ${String(reason)} at ${transferred}`);
  });
  return now(at, id);
}

/** Stands in for the browser's own `RTCDataChannel.send` on the channels of files, until `restore()`. */
export function onSend(
  handle: (channel: RTCDataChannel, data: Uint8Array<ArrayBuffer>, send: () => void) => void,
): { restore(): void } {
  const original = RTCDataChannel.prototype.send;
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
    const send = (): void => {
      (original as (data: unknown) => void).call(this, data);
    };
    if (this.label === 'file') handle(this, data as Uint8Array<ArrayBuffer>, send);
    else send();
  };
  return {
    restore() {
      RTCDataChannel.prototype.send = original;
    },
  };
}
