/**
 * SHA-256 over the SHA-256 digests of the blocks of a file: WebCrypto digests only what is in memory as a whole, and a
 * file never is.
 */
export class Checksum {
  readonly #digests: ArrayBuffer[] = [];

  /** Takes in a block, in any order; the same one again replaces it. */
  async add(index: number, block: BufferSource): Promise<void> {
    this.#digests[index] = await crypto.subtle.digest('SHA-256', block);
  }

  /** Of all blocks, in hexadecimal. */
  async result(): Promise<string> {
    const all = await new Blob(this.#digests).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
