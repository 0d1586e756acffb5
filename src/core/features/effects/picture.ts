import { RtcError } from '../../errors.js';

/** A file of this size is no background picture, in bytes. */
const MAX_BYTES = 10_000_000;

/** More pixels than this take too much memory to decode. */
const MAX_PIXELS = 40_000_000;

/** Size to which it is reduced: that of a usual camera. */
const [WIDTH, HEIGHT] = [1280, 720];

/** A background picture that can be drawn, and stored. */
export interface Picture {
  readonly bitmap: ImageBitmap;
  /** Its file, reduced. */
  readonly blob: Blob;
}

/**
 * Loads a background picture. The rule of `<img crossorigin>` holds for an address, too: another server has
 * to allow it by CORS.
 *
 * @throws {RtcError} `invalid-options` where it is no picture, or too big a one; `load-failed` where the address gives
 *   nothing.
 */
export async function loadPicture(source: string | Blob): Promise<Picture> {
  const file = typeof source === 'string' ? await fetchPicture(source) : source;
  if (file.size > MAX_BYTES) throw tooBig(`${file.size} bytes`);
  const { width, height } = await sizeOf(file);
  if (width * height > MAX_PIXELS) throw tooBig(`${width}×${height} pixels`);
  const scale = Math.min(1, Math.max(WIDTH / width, HEIGHT / height));
  try {
    const bitmap = await createImageBitmap(file, {
      resizeWidth: Math.round(width * scale),
      resizeHeight: Math.round(height * scale),
      resizeQuality: 'high',
    });
    return { bitmap, blob: await toBlob(bitmap) };
  } catch (cause) {
    throw noPicture(cause);
  }
}

async function fetchPicture(url: string): Promise<Blob> {
  try {
    const response = await fetch(url, { mode: 'cors', credentials: 'same-origin' });
    if (!response.ok || !response.body) throw new TypeError(`Status ${response.status}`);
    const parts = await readParts(response.body.getReader());
    return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
  } catch (cause) {
    if (cause instanceof RtcError) throw cause;
    const message = `The background could not be loaded: ${String(cause)}`;
    throw new RtcError('load-failed', message, { cause, subject: 'camera' });
  }
}

/** Reads no more than a picture may have: what a server says of its size may be wrong. */
async function readParts(reader: ReadableStreamDefaultReader<BlobPart & Uint8Array>): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  let size = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return parts;
    parts.push(value);
    size += value.length;
    if (size <= MAX_BYTES) continue;
    await reader.cancel();
    throw tooBig(`more than ${MAX_BYTES} bytes`);
  }
}

/** Size of a picture, which browsers know before they decode it. */
async function sizeOf(file: Blob): Promise<{ readonly width: number; readonly height: number }> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height) throw new TypeError('It has no size.');
    return { width, height };
  } catch (cause) {
    throw noPicture(cause);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function toBlob(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

const tooBig = (size: string): RtcError =>
  new RtcError('invalid-options', `The background is too big: ${size}.`, { subject: 'camera' });

const noPicture = (cause: unknown): RtcError =>
  new RtcError('invalid-options', 'The background is no picture that this browser can read.', {
    cause,
    subject: 'camera',
  });
