import { expect } from '@open-wc/testing';
import { concat } from '../../../../../src/core/features/recording/ebml.js';
import { RecordingFile } from '../../../../../src/core/features/recording/recording-file.js';
import { MemoryStore } from '../../../../../src/core/features/recording/stores.js';
import { reserveHead } from '../../../../../src/core/features/recording/webm-head.js';
import { failure } from '../../../support/events.js';
import { AUDIO, block, cluster, head, VIDEO } from './webm-files.js';

const WHOLE = concat(
  head(VIDEO, AUDIO),
  cluster(0, block(VIDEO, 0, true), block(AUDIO, 3, false)),
  cluster(1000, block(VIDEO, 0, true), block(AUDIO, 400, false)),
);

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

async function recorded(piece: number, store = new MemoryStore()): Promise<Blob> {
  const file = new RecordingFile(store, 'video/webm');
  for (let at = 0; at < WHOLE.length; at += piece) {
    file
      .add(new Blob([WHOLE.subarray(at, at + piece)], { type: 'video/webm;codecs=vp8' }))
      .catch(() => undefined);
  }
  return file.finish(60_000);
}

describe('RecordingFile', () => {
  it('is the same, whatever pieces it came in', async () => {
    const atOnce = await bytesOf(await recorded(1_000_000));
    for (const piece of [1, 50, 400]) expect(await bytesOf(await recorded(piece))).to.deep.equal(atOnce);
  });

  it('begins with its duration, that of what is in it, and ends with its index', async () => {
    const bytes = await bytesOf(await recorded(100));
    const { complete } = reserveHead(WHOLE)!;
    const grown = complete(0).length;
    expect(bytes.slice(0, grown)).to.deep.equal(complete(1400, grown));
    expect([...bytes.slice(grown, grown + 4)]).to.deep.equal([0x1c, 0x53, 0xbb, 0x6b]);
    expect(bytes.length).to.be.greaterThan(grown + 4);
  });

  it('has the type that the browser gave to it', async () => {
    expect((await recorded(100)).type).to.equal('video/webm;codecs=vp8');
  });

  it('has no index where a piece of it is missing, and tells how long the rest is', async () => {
    const store = new MemoryStore();
    const write = store.write.bind(store);
    let writes = 0;
    store.write = (part) =>
      (writes += 1) === 5 ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : write(part);
    const bytes = await bytesOf(await recorded(200, store));
    const { length } = reserveHead(WHOLE.slice(0, 200))!.bytes;
    expect(bytes).to.have.length(length + 3 * 200);
    expect(reserveHead(bytes), 'it has a duration').to.equal(undefined);
  });

  it('keeps what is no WebM as it is, also what is short, and ignores what is empty', async () => {
    const file = new RecordingFile(new MemoryStore(), 'audio/ogg');
    for (const piece of ['', 'Og', '', 'gS']) await file.add(new Blob([piece]));
    expect(file.bytes).to.equal(4);
    const blob = await file.finish(1000);
    expect([await blob.text(), blob.type]).to.deep.equal(['OggS', 'audio/ogg']);
    expect((await new RecordingFile(new MemoryStore(), 'audio/ogg').finish(1000)).size).to.equal(0);
  });

  it('says that a piece could not be kept', async () => {
    const store = new MemoryStore();
    store.write = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const file = new RecordingFile(store, 'video/webm');
    expect(await failure(file.add(new Blob([WHOLE])))).to.include({ name: 'QuotaExceededError' });
    expect((await file.finish(1000)).size).to.equal(0);
  });
});
