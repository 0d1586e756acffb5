import Check from 'lucide/dist/esm/icons/check.mjs';
import Copy from 'lucide/dist/esm/icons/copy.mjs';
import Download from 'lucide/dist/esm/icons/download.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { CallSession } from '../../core/index.js';
import { callOf } from '../kit/call-of.js';
import { icon } from '../kit/icons.js';
import { SessionElement } from '../kit/session-element.js';
import { roundButton } from '../kit/toggle-button.js';
import { keepTipInside } from '../kit/tooltip.js';
import { base, roundButtons } from '../styles/base.styles.js';
import { isolate } from '../words/terms.js';
import { fileName } from './file-name.js';
import './rtc-snapshot.words.js';
import { styles } from './rtc-snapshot.styles.js';

/** A photo of somebody; an `RtcSnapshotEvent` is one. */
export interface Photo {
  readonly blob: Blob;
  /** Id of the participant on it. */
  readonly participant: string;
}

/** Least time between two flashes, in ms: fewer than three in a second (WCAG 2.3.1). */
const FLASH_INTERVAL = 500;

/** Screen readers announce in a live region only when it has existed for this long, in ms. */
const STATUS_DELAY = 100;

/**
 * The last photo: a short flash, and a card that saves or copies it. `<rtc-call>` contains one. In a layout of the page it
 * shows the photos of the call that it belongs to.
 *
 * @tag rtc-snapshot
 * @summary The photo that was taken last.
 * @slot icon-save - On the button that saves the photo.
 * @slot icon-copy - On the button that copies it.
 * @slot icon-check - The same, once it is copied.
 * @slot icon-close - On the button that closes the card.
 * @csspart flash - White for a moment; never with reduced motion.
 * @csspart photo - The card.
 * @csspart image - The photo on it, small.
 * @csspart button - Every button on it.
 * @csspart save-button - Saves the photo as a file (a link).
 * @csspart copy-button - Copies the photo; left out where the browser cannot.
 * @csspart dismiss-button - Closes the card.
 */
export class RtcSnapshot extends SessionElement {
  static override readonly tag: string = 'rtc-snapshot';
  static override readonly parts: string = 'photo,flash,image,button,save-button,copy-button,dismiss-button';
  static override styles = [base, roundButtons, styles];

  /** Photo to show. Default: the last photo of the call that the element belongs to. */
  @property({ attribute: false }) photo: Photo | undefined;

  @state() private status = '';
  @state() private copied = false;

  @query('.place') private readonly place!: HTMLElement;

  #url = '';
  #name = '';
  #alt = '';
  #flash: object | undefined;
  #lastFlash = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Aborted when another session is followed. */
  #following: AbortController | undefined;
  #followedSession: CallSession | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      clearTimeout(this.#timer);
      this.#follow(undefined);
      this.photo = undefined;
      this.#forget();
    });
  }

  protected override select(): readonly unknown[] {
    return [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#follow(this.session);
    if (changed.has('photo')) this.#take(this.photo);
  }

  protected override render(): TemplateResult {
    return html`<div class="place" tabindex="-1" @keydown=${this.#handleKeydown}>
      ${this.#flash ? keyed(this.#flash, html`<div part="flash" class="flash"></div>`) : nothing}
      ${this.photo ? this.#renderCard(this.photo) : nothing}
      <span class="hidden" role="status">${this.status}</span>
    </div>`;
  }

  #renderCard({ blob }: Photo): TemplateResult {
    const { words } = this;
    return html`<div
      part="photo"
      class="card"
      role="group"
      aria-label=${words.term('photo')}
      @pointerover=${keepTipInside}
      @focusin=${keepTipInside}
    >
      <img part="image" src=${this.#url} alt=${this.#alt} />
      <div class="actions">
        <a part="button save-button" class="save primary" href=${this.#url} download=${this.#name}
          >${icon(['save', Download])}${words.term('savePhoto')}</a
        >
        ${
          canCopy(blob)
            ? roundButton({
                name: 'copy',
                label: words.term(this.copied ? 'photoCopied' : 'copyPhoto'),
                picture: this.copied ? ['check', Check] : ['copy', Copy],
                onClick: () => void this.#copy(blob),
              })
            : nothing
        }
        ${roundButton({
          name: 'dismiss',
          label: words.term('dismissPhoto'),
          picture: ['close', X],
          onClick: this.#handleDismiss,
        })}
      </div>
    </div>`;
  }

  /** Listens to the `<rtc-call>` of this session. */
  #follow(session: CallSession | undefined): void {
    if (session === this.#followedSession) return;
    this.#followedSession = session;
    this.#following?.abort();
    this.#following = new AbortController();
    if (!session) return;
    callOf(this)?.addEventListener('rtc-snapshot', this.#handleSnapshot, { signal: this.#following.signal });
  }

  readonly #handleSnapshot = (photo: Photo): void => {
    this.photo = photo;
  };

  #take(photo: Photo | undefined): void {
    this.#forget();
    if (!photo) return;
    this.#url = URL.createObjectURL(photo.blob);
    this.#name = fileName(new Date(), photo.blob.type);
    this.#alt = this.#describe(photo);
    this.copied = false;
    this.#say(this.words.term('photoTaken'));
    const now = performance.now();
    if (now - this.#lastFlash < FLASH_INTERVAL) return;
    this.#lastFlash = now;
    this.#flash = {};
  }

  /** The name is kept with the photo: the participant may leave before it is closed. */
  #describe({ participant }: Photo): string {
    const { session, words } = this;
    if (!session) return words.term('photo');
    if (participant === session.self.id) return words.term('photoOfYou');
    const { name = '' } = session.participants.find(({ id }) => id === participant) ?? {};
    return words.term('photoOf', isolate(name === '' ? words.term('guest') : name));
  }

  #forget(): void {
    // A download that has begun goes on.
    URL.revokeObjectURL(this.#url);
    this.#url = '';
    this.#flash = undefined;
  }

  #say(text: string): void {
    clearTimeout(this.#timer);
    this.status = '';
    this.#timer = setTimeout(() => {
      this.status = text;
    }, STATUS_DELAY);
  }

  async #copy(blob: Blob): Promise<void> {
    try {
      await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
      // Another photo may be shown by now.
      this.copied = this.photo?.blob === blob;
      this.#say(this.words.term('photoCopied'));
    } catch {
      this.#say(this.words.term('photoNotCopied'));
    }
  }

  #handleKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.photo) return;
    event.preventDefault();
    this.#handleDismiss();
  }

  readonly #handleDismiss = (): void => {
    this.photo = undefined;
    // The focus was in the card: from here the next Tab goes on, and the keys of the call work.
    this.place.focus({ preventScroll: true });
  };
}

/** Browsers copy images as PNG only, older ones none, and pages that are not secure have no clipboard. */
function canCopy({ type }: Blob): boolean {
  const { clipboard } = navigator as { clipboard?: Partial<Clipboard> };
  const { ClipboardItem: item } = globalThis as { ClipboardItem?: Partial<typeof ClipboardItem> };
  return type === 'image/png' && !!clipboard?.write && !!item && item.supports?.(type) !== false;
}
