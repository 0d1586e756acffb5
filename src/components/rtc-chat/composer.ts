import { html, nothing, type TemplateResult } from 'lit';
import Paperclip from 'lucide/dist/esm/icons/paperclip.mjs';
import SendHorizontal from 'lucide/dist/esm/icons/send-horizontal.mjs';
import { icon } from '../kit/icons.js';
import type { Localize } from '../words/localize.js';

export interface ComposerState {
  /** Nobody could be reached. */
  readonly disabled: boolean;
  /** There is something to send, and not too much. */
  readonly sendable: boolean;
  /** Reason why nothing can be written. */
  readonly reason: string;
  /** An error of the last message or file, which screen readers announce. */
  readonly problem: string;
}

export interface ComposerHandlers {
  readonly onInput: (field: HTMLTextAreaElement) => void;
  readonly onSend: () => void;
  readonly onFiles: (files: Iterable<File>) => void;
}

/**
 * The field for a message, with the buttons that attach files and send. Their titles are their names: beside an
 * `aria-label`, screen readers would say them a second time.
 */
export function composer(
  words: Localize,
  { disabled, sendable, reason, problem }: ComposerState,
  { onInput, onSend, onFiles }: ComposerHandlers,
): TemplateResult {
  return html`<form
    part="composer"
    class="composer"
    @submit=${(event: Event) => {
      event.preventDefault();
      onSend();
    }}
  >
    <div id="hint" part="composer-hint" class="composer-hint ${problem || reason ? 'said' : ''}">
      <span role="status">${problem}</span>${problem ? nothing : reason}
    </div>
    <input
      type="file"
      multiple
      hidden
      ?disabled=${disabled}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        onFiles([...(input.files ?? [])]);
        // So that the same file can be chosen once more.
        input.value = '';
      }}
    />
    <button
      part="button attach-button"
      class="plain"
      type="button"
      title=${words.term('chatAttach')}
      ?disabled=${disabled}
      @click=${({ currentTarget }: Event) => {
        (currentTarget as Element).parentElement?.querySelector('input')?.click();
      }}
    >
      ${icon(['attach', Paperclip])}
    </button>
    <textarea
      part="input"
      rows="1"
      dir="auto"
      enterkeyhint="send"
      aria-label=${words.term('chatWrite')}
      aria-describedby="hint"
      placeholder=${words.term('chatWrite')}
      ?readonly=${disabled}
      aria-disabled=${disabled}
      @input=${({ target }: Event) => {
        onInput(target as HTMLTextAreaElement);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
        event.preventDefault();
        onSend();
      }}
      @paste=${(event: ClipboardEvent) => {
        const files = event.clipboardData?.files;
        if (!files?.length) return;
        event.preventDefault();
        onFiles(files);
      }}
    ></textarea>
    <button
      part="button send-button"
      class="primary round-send"
      type="submit"
      title=${words.term('chatSend')}
      ?disabled=${disabled || !sendable}
    >
      ${icon(['send', SendHorizontal])}
    </button>
  </form>`;
}

/**
 * Whether Enter only chooses a word of an input method. WebKit ends the composition before that key, and says so by the
 * key code alone (https://webkit.org/b/165004).
 */
function isComposing(event: KeyboardEvent): boolean {
  const { keyCode }: { readonly keyCode: number } = event;
  return event.isComposing || keyCode === 229;
}

/** The field grows by itself; not in Firefox before 152 and Safari before 26.2. */
const GROWS = 'CSS' in globalThis && CSS.supports('field-sizing', 'content');

/** Makes the field as high as its text, where the browser does not do that. */
export function grow(field: HTMLElement): void {
  if (GROWS) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
