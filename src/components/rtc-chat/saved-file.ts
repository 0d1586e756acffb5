/** The file that was saved last, which the browser may still be reading. */
export class SavedFile {
  #url = '';

  /** Saves as plain bytes, whatever type the sender names: a file must never run in the origin of the page. */
  save(blob: Blob, name: string): void {
    this.release();
    this.#url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
    Object.assign(document.createElement('a'), { href: this.#url, download: name }).click();
  }

  release(): void {
    URL.revokeObjectURL(this.#url);
  }
}
