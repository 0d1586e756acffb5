import { createFrame, setScheme } from './frame.js';
import { styles } from './live-example.css.js';
import { wordsFor } from './words.js';
import type { Words } from './words.js';

/** After the last change the example starts again when the person has paused for so long. */
const PAUSE_MS = 700;

const TEMPLATE = `
  <style>${styles}</style>
  <div class="bar">
    <button type="button" class="run"></button>
    <button type="button" class="stop" hidden></button>
    <label><input type="checkbox" /><span></span></label>
    <span class="space"></span>
    <button type="button" class="reset" hidden></button>
    <button type="button" class="edit"></button>
  </div>
  <div class="preview"></div>
  <div class="editor" hidden></div>
  <slot></slot>
`;

/**
 * An example that runs in a frame below its buttons, and can be edited. The block of code inside is what the page has been
 * rendered with; it stays as it is, and gives way to an editor.
 *
 * @attr autostart - Runs as soon as it is seen, with the drawn camera, unless the person wants less motion or data.
 */
class LiveExample extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  #code = '';
  #frame: HTMLIFrameElement | undefined;
  #editor: { destroy(): void; focus(): void } | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #connection = new AbortController();

  connectedCallback(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#code = this.#written;
    this.#root.innerHTML = TEMPLATE;
    this.#label();
    const listen = (selector: string, listener: () => void): void => {
      this.#find(selector).addEventListener('click', listener, { signal });
    };
    listen('.run', () => this.#run());
    listen('.stop', () => this.#stop());
    listen('.edit', () => void this.#edit());
    listen('.reset', () => void this.#reset());
    this.#followTheme(signal);
    if (this.hasAttribute('autostart')) this.#runWhenSeen(signal);
  }

  disconnectedCallback(): void {
    this.#connection.abort();
    this.#stop();
    this.#closeEditor();
  }

  /** The code as it stands in the page. */
  get #written(): string {
    return this.querySelector('pre code')?.textContent ?? '';
  }

  get #words(): Words {
    return wordsFor(document.documentElement.lang);
  }

  #run(): void {
    this.#frame?.remove();
    this.#frame = createFrame({
      code: this.#code,
      script: new URL(`${import.meta.env.BASE_URL}cdn/rtc-elements.js`, location.href).href,
      lang: document.documentElement.lang,
      isDark: isDark(),
      ownCamera: this.#root.querySelector('input')?.checked === true,
      title: this.#words.preview,
    });
    setScheme(this.#frame, isDark());
    this.#find('.preview').append(this.#frame);
    this.#label();
  }

  #stop(): void {
    clearTimeout(this.#pause);
    this.#frame?.remove();
    this.#frame = undefined;
    this.#label();
  }

  async #edit(): Promise<void> {
    const { signal } = this.#connection;
    const { openEditor } = await import('./editor.js');
    if (signal.aborted || this.#editor) return;
    const parent = this.#find('.editor');
    this.#editor = openEditor({
      code: this.#code,
      label: this.#words.code,
      root: this.#root,
      parent,
      onChange: (code) => this.#handleChange(code),
    });
    this.#showEditor(true);
    this.#editor.focus();
  }

  async #reset(): Promise<void> {
    this.#closeEditor();
    this.#code = this.#written;
    if (this.#frame) this.#run();
    await this.#edit();
  }

  #closeEditor(): void {
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#showEditor(false);
  }

  #showEditor(shown: boolean): void {
    this.#find('.editor').hidden = !shown;
    this.#find('.reset').hidden = !shown;
    this.#find('.edit').hidden = shown;
    this.#find('slot').hidden = shown;
  }

  #handleChange(code: string): void {
    this.#code = code;
    clearTimeout(this.#pause);
    if (this.#frame) this.#pause = setTimeout(() => this.#run(), PAUSE_MS);
  }

  #label(): void {
    const { run, runAgain, stop, ownCamera, edit, reset } = this.#words;
    this.#find('.run').textContent = this.#frame ? runAgain : run;
    this.#find('.stop').textContent = stop;
    this.#find('.stop').hidden = this.#frame === undefined;
    this.#find('label span').textContent = ownCamera;
    this.#find('.edit').textContent = edit;
    this.#find('.reset').textContent = reset;
  }

  /** The theme of the page is a class of its root. */
  #followTheme(signal: AbortSignal): void {
    const observer = new MutationObserver(() => {
      if (this.#frame) setScheme(this.#frame, isDark());
    });
    observer.observe(document.documentElement, { attributeFilter: ['class'] });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  #runWhenSeen(signal: AbortSignal): void {
    const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
    if (connection?.saveData === true || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      if (!this.#frame) this.#run();
    });
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  #find(selector: string): HTMLElement {
    const found = this.#root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`A live example has no ${selector}.`);
    return found;
  }
}

const isDark = (): boolean => document.documentElement.classList.contains('dark');

if (!customElements.get('live-example')) customElements.define('live-example', LiveExample);
