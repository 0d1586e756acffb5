import { expect, fixture } from '@open-wc/testing';
import '../../../src/index.js';
import { FileTransfers } from '../../../src/core/features/files/index.js';
import type { RtcCall, RtcChat } from '../../../src/index.js';
import { appears, call, cleanUp, deep, exists, freshRoom, joined, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

interface Dropped {
  readonly file?: File;
  readonly folder?: string;
  readonly link?: string;
}

/** Data that a person drags. Only a real drag has folders, so one is said to be among the files. */
function transferOf({ file, folder, link }: Dropped): object {
  const transfer = new DataTransfer();
  if (link) transfer.setData('text/uri-list', link);
  if (file) transfer.items.add(file);
  if (!folder) return transfer;
  const item = transfer.items.add(new File([], folder));
  Object.defineProperty(item, 'webkitGetAsEntry', { value: () => ({ isDirectory: true }) });
  const items = file ? [transfer.items[0], item] : [item];
  return { items, files: transfer.files, types: transfer.types, dropEffect: 'none' };
}

/** Drags something over an element and drops it; whether the browser would have done with it what it likes. */
function drop(element: Element, dropped: Dropped): { over: boolean; dropped: boolean } {
  const dataTransfer = transferOf(dropped);
  const fire = (type: string): boolean => {
    const event = new DragEvent(type, { bubbles: true, composed: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    return element.dispatchEvent(event);
  };
  return { over: fire('dragover'), dropped: fire('drop') };
}

const file = (name = 'plan.txt'): File => new File(['plan'], name, { type: 'text/plain' });
const KEPT = { over: false, dropped: false };

describe('A drop on a call', () => {
  afterEach(cleanUp);

  const said = (element: RtcCall): string =>
    deep(element, '[role=status]').textContent.replaceAll(/\s+/g, ' ');

  /** Everything that belongs to a call is loaded a little later than its first picture. */
  async function ready(element: RtcCall): Promise<RtcCall> {
    await waitUntil(() => !drop(element, { file: file() }).over, 'it is not caught');
    return element;
  }

  it('is offered to the others, wherever it is dropped, and the chat shows its transfer', async () => {
    const room = freshRoom();
    const other = await joined({ room, name: 'Bob' });
    FileTransfers.of(other);
    const element = await call('autojoin', '', room);
    await reached(element, 'in-call');
    await waitUntil(() => element.participants.length === 1, 'nobody there');
    const tile = await appears(element, 'rtc-stage', 'rtc-remote-video');
    await waitUntil(() => !drop(tile, { link: 'https://example.com' }).over, 'it is not caught');
    expect(drop(tile, { file: file() })).to.deep.equal(KEPT);
    await waitUntil(() => FileTransfers.of(other).transfers[0]?.name === 'plan.txt', 'not offered');
    expect(FileTransfers.of(other).transfers).to.have.length(1);
    await waitUntil(() => said(element).includes('File offered'), 'not told');
    await appears(element, 'rtc-chat', '.file');
  });

  it('before the call is refused with a word', async () => {
    const element = await ready(await call());
    expect(drop(element, { file: file() })).to.deep.equal(KEPT);
    await waitUntil(() => said(element).includes('Join the call to send files'), 'not told');
  });

  it('with nobody there is refused with a word', async () => {
    const element = await call('autojoin');
    await reached(element, 'in-call');
    await ready(element);
    expect(drop(element, { file: file() })).to.deep.equal(KEPT);
    await waitUntil(() => said(element).includes('nobody to send files to'), 'not told');
  });

  it('is no folder: that is refused with a word, and the files beside it are offered', async () => {
    const room = freshRoom();
    const other = await joined({ room, name: 'Bob' });
    FileTransfers.of(other);
    const element = await call('autojoin', '', room);
    await reached(element, 'in-call');
    await waitUntil(() => element.participants.length === 1, 'nobody there');
    await waitUntil(() => !drop(element, { link: 'https://example.com' }).over, 'it is not caught');
    expect(drop(element, { file: file('beside.txt'), folder: 'Photos' })).to.deep.equal(KEPT);
    await waitUntil(() => said(element).includes('Folders cannot be sent'), 'not told');
    await waitUntil(() => FileTransfers.of(other).transfers.length > 0, 'not offered');
    expect(FileTransfers.of(other).transfers.map(({ name }) => name)).to.deep.equal(['beside.txt']);
  });

  it('is no link: the browser would open it', async () => {
    const element = await ready(await call());
    expect(drop(element, { link: 'https://example.com' }).over).to.equal(false);
  });

  it('is left to the layout of the page if that handles it', async () => {
    const element = await ready(await call('', '<div class="own">drop here</div>'));
    const own = element.querySelector('.own')!;
    let taken = 0;
    own.addEventListener('dragover', (event) => event.preventDefault());
    own.addEventListener('drop', (event) => {
      event.preventDefault();
      taken += 1;
    });
    drop(own, { file: file() });
    expect(taken).to.equal(1);
    expect(said(element)).not.to.include('Join the call to send files. Join');
  });

  it('on a chat that belongs to no call is refused with a word', async () => {
    const chat = await fixture<RtcChat>('<rtc-chat></rtc-chat>');
    const log = await appears(chat, '.log');
    expect(drop(log, { file: file() })).to.deep.equal(KEPT);
    await waitUntil(
      () => deep(chat, '[part~=composer-hint]').textContent.includes('Join the call to send files'),
      'not told',
    );
    expect(exists(chat, '[part~=drop]')).to.equal(false);
  });
});
