import { RtcError, toRtcError } from '../../errors.js';

/** Keeps a recording while it is made. */
export interface Store {
  write(part: Blob): Promise<void>;
  /** Replaces the first part by one that is as long. */
  replaceFirst(part: Blob): Promise<void>;
  /** The whole; nothing can be written after it. */
  finish(type: string): Promise<Blob>;
  /** Gives up what has nothing in it. */
  discard(): Promise<void>;
}

/** In memory; browsers move large blobs to the disk by themselves. */
export class MemoryStore implements Store {
  #parts: Blob[] = [];

  write(part: Blob): Promise<void> {
    this.#parts.push(part);
    return Promise.resolve();
  }

  replaceFirst(part: Blob): Promise<void> {
    this.#parts[0] = part;
    return Promise.resolve();
  }

  finish(type: string): Promise<Blob> {
    return Promise.resolve(new Blob(this.#parts, { type }));
  }

  discard(): Promise<void> {
    this.#parts = [];
    return Promise.resolve();
  }
}

/** In a file that the person chose (File System API). */
export class FileStore implements Store {
  readonly #handle: FileSystemFileHandle;
  readonly #writable: FileSystemWritableFileStream;

  private constructor(handle: FileSystemFileHandle, writable: FileSystemWritableFileStream) {
    this.#handle = handle;
    this.#writable = writable;
  }

  /** @throws {RtcError} `unsupported-browser`, or `invalid-options` where the file cannot be written. */
  static async open(handle: FileSystemFileHandle): Promise<FileStore> {
    if (!('createWritable' in handle)) {
      throw new RtcError('unsupported-browser', 'This browser writes no files.', { subject: 'recording' });
    }
    try {
      return new FileStore(handle, await handle.createWritable());
    } catch (error) {
      const { message, cause } = toRtcError(error, 'invalid-options');
      throw new RtcError('invalid-options', message, { cause, subject: 'recording' });
    }
  }

  write(part: Blob): Promise<void> {
    return this.#writable.write(part);
  }

  replaceFirst(part: Blob): Promise<void> {
    return this.#writable.write({ type: 'write', position: 0, data: part });
  }

  async finish(type: string): Promise<Blob> {
    await this.#writable.close();
    return new Blob([await this.#handle.getFile()], { type });
  }

  discard(): Promise<void> {
    return this.#writable.abort();
  }
}
