import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession } from '../../core/index.js';
import { dropped, offerFiles } from '../files/offer-files.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';

/** The call, as far as it is needed here. */
interface DropHost extends HTMLElement, ReactiveControllerHost {
  readonly session: CallSession;
}

const EDITABLE = 'input, textarea, [contenteditable]';

/** Offers files that are dropped anywhere on a call. Otherwise the browser would open them, which ends the call. */
export class FileDrop implements ReactiveController {
  readonly #call: DropHost;
  readonly #words: Localize;
  readonly #announcer: Announcer;
  readonly #showChat: () => void;
  #connection: AbortController | undefined;

  /** @param showChat - Shows the chat, in which the transfers are. */
  constructor(call: DropHost, words: Localize, announcer: Announcer, showChat: () => void) {
    this.#words = words;
    this.#announcer = announcer;
    this.#showChat = showChat;
    (this.#call = call).addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    this.#call.addEventListener('dragover', this.#handleDragover, { signal });
    this.#call.addEventListener('drop', this.#handleDrop, { signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
  }

  readonly #handleDragover = (event: DragEvent): void => {
    // Somebody else may handle it: the layout of the page, or one of our elements. Text may be dropped into fields.
    if (event.defaultPrevented || !event.dataTransfer) return;
    const hasFiles = event.dataTransfer.types.includes('Files');
    const [target] = event.composedPath();
    if (!hasFiles && target instanceof Element && target.closest(EDITABLE)) return;
    event.preventDefault();
    // The browser would open a link, too.
    event.dataTransfer.dropEffect = hasFiles ? 'copy' : 'none';
  };

  readonly #handleDrop = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const { offered, problem } = offerFiles(this.#call.session, dropped(event.dataTransfer), this.#words);
    this.#announcer.say(problem || this.#words.term('filesOffered', offered));
    if (offered > 0) this.#showChat();
  };
}
