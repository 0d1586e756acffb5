import { RtcError } from '../errors.js';
import type { ControlData } from './control-queue.js';

/** The topic of the page itself. */
const APP = 'app';

/** Most UTF-16 code units of a topic. */
const MAX_TOPIC = 32;

/** Content of a frame. */
export interface Content {
  readonly topic: string;
  readonly data: unknown;
}

const isTopic = (topic: unknown): topic is string =>
  typeof topic === 'string' && topic !== '' && topic.length <= MAX_TOPIC;

/** @throws {RtcError} `invalid-options` when nobody could ever hear of it. */
export function checkTopic(topic: string): void {
  if (isTopic(topic)) return;
  throw new RtcError('invalid-options', `A topic has 1 to ${MAX_TOPIC} characters.`, { recoverable: false });
}

/**
 * The frame for a message: JSON, or the bytes of the page as they are. Bytes on another topic are Base64 in JSON, since a
 * binary frame names no topic, and older versions take every binary frame for the page's.
 *
 * @throws {RtcError} `bad-message` for what JSON cannot hold.
 */
export function toFrame(topic: string, data: unknown): ControlData {
  if (data instanceof Blob) throw unsendable('A Blob has to be read first, or offered as a file.');
  const bytes = attempt(() => copyOfBytes(data));
  if (bytes && topic === APP) return bytes;
  const json = attempt(() => stringify(bytes ? toBase64(bytes) : data));
  if (json === undefined) throw unsendable('A message is bytes, or a value that JSON can hold.');
  return `{"topic":${JSON.stringify(topic)},"${bytes ? 'bytes' : 'data'}":${json}}`;
}

/** Reads a frame; `undefined` where it is not from this program. */
export function fromFrame(frame: ControlData): Content | undefined {
  if (typeof frame !== 'string') return { topic: APP, data: frame };
  try {
    const { topic, data, bytes } = JSON.parse(frame) as Record<string, unknown>;
    if (isTopic(topic)) return { topic, data: typeof bytes === 'string' ? fromBase64(bytes) : data };
  } catch {
    // There is nobody to tell.
  }
  return undefined;
}

/** A copy of the bytes of a buffer or of a view on one: the page may change its own while the message waits. */
function copyOfBytes(data: unknown): ArrayBuffer | undefined {
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice().buffer;
  }
  // Not by `instanceof`: it may come from another frame, and `SharedArrayBuffer` is no global of every page.
  const isBuffer = /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(data));
  return isBuffer ? new Uint8Array(data as ArrayBufferLike).slice().buffer : undefined;
}

/** `undefined` for what JSON leaves out. */
const stringify = (value: unknown): string | undefined => JSON.stringify(value);

const toBase64 = (bytes: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));

const fromBase64 = (text: string): ArrayBuffer =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;

function attempt<T>(convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    throw unsendable(String(error), error);
  }
}

const unsendable = (message: string, cause?: unknown): RtcError =>
  new RtcError('bad-message', message, { cause, recoverable: false });
