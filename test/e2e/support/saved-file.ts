import { findFirst } from '../../support/deep.js';
import { waitFor } from '../../support/wait-for.js';
import type { Person } from './person.js';

export interface SavedFile {
  readonly name: string;
  /** SHA-256 of the content, as hexadecimal digits. */
  readonly digest: string;
}

/** Presses the button that saves a received file, and reads what the page hands to the browser. */
export async function savedFile(person: Person): Promise<SavedFile> {
  const button = await waitFor('the received file', () =>
    findFirst(person.page, 'rtc-chat >>> [part~=save-button]'),
  );
  return button.evaluate(async (element) => {
    const { prototype } = HTMLAnchorElement;
    const saved = { href: '', download: '' };
    // In place of a download, which each browser puts elsewhere.
    prototype.click = function (this: HTMLAnchorElement) {
      [saved.href, saved.download] = [this.href, this.download];
    };
    (element as HTMLButtonElement).click();
    Reflect.deleteProperty(prototype, 'click');
    const bytes = await (await fetch(saved.href)).arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const digest = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { name: saved.download, digest };
  });
}
