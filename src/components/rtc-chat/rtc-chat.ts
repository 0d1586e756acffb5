import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import { Chat, MAX_TEXT_LENGTH } from '../../core/features/chat/index.js';
import { FileTransfers, type Transfer } from '../../core/features/files/index.js';
import { toRtcError, type CallSession } from '../../core/index.js';
import { dropped, offerFiles, type Chosen } from '../files/offer-files.js';
import { icon } from '../kit/icons.js';
import type { Changing } from '../kit/session-controller.js';
import { SessionElement } from '../kit/session-element.js';
import { keepTyping } from '../kit/typing.js';
import { base } from '../styles/base.styles.js';
import { Attention } from './attention.js';
import { composer, grow } from './composer.js';
import type { FileAction } from './file-card.js';
import { messageRow } from './message-row.js';
import { messageStyles } from './message.styles.js';
import { News } from './news.js';
import { styles } from './rtc-chat.styles.js';
import './rtc-chat.words.js';
import { SavedFile } from './saved-file.js';
import { StickyLog } from './sticky-log.js';
import { timeline } from './timeline.js';

/**
 * The chat of a call: messages, and files that are sent once somebody accepts them. Both go over data channels, directly
 * to the participants. Those who join later see the messages from then on.
 *
 * @tag rtc-chat
 * @summary Messages and files.
 * @slot icon-attach - On the button that chooses files.
 * @slot icon-send - On the button that sends.
 * @slot icon-file - On the card of a file.
 * @slot icon-newest - On the button that scrolls to the newest message.
 * @csspart log - The list of messages and files.
 * @csspart empty - Shown while there are none.
 * @csspart message - Around every message and every file.
 * @csspart own-message - The same, for those of this participant.
 * @csspart sender - The sender, or the receiver of a file.
 * @csspart time - The time of a message or file.
 * @csspart bubble - The text.
 * @csspart link - A link in a text.
 * @csspart undelivered - The participants whom a message did not reach.
 * @csspart file - The card of a file.
 * @csspart file-name - Its name.
 * @csspart file-size - Its size.
 * @csspart file-status - The state of its transfer.
 * @csspart progress - The `<progress>` of a transfer.
 * @csspart button - Every button.
 * @csspart accept-button - Takes a file.
 * @csspart decline-button - Refuses it.
 * @csspart cancel-button - Stops a transfer.
 * @csspart save-button - Saves a file that was received.
 * @csspart newest-button - Scrolls to messages that arrived while older ones were being read.
 * @csspart composer - Around the field and its buttons.
 * @csspart composer-hint - The reason why nothing can be written, or an error.
 * @csspart input - The field for a message.
 * @csspart attach-button - Chooses files.
 * @csspart send-button - Sends the message.
 * @csspart drop - Shown while files are dragged over the chat.
 * @cssstate unread - There are unread messages or files.
 * @cssstate dragging - Files are dragged over the chat.
 */
export class RtcChat extends SessionElement {
  static override readonly tag: string = 'rtc-chat';
  static override readonly parts: string =
    'log,empty,message,own-message,sender,time,bubble,link,undelivered,file,file-name,file-size,file-status,progress,' +
    'button,accept-button,decline-button,cancel-button,save-button,newest-button,composer,composer-hint,input,' +
    'attach-button,send-button,drop';
  static override styles = [base, styles, messageStyles];

  @query('textarea') private readonly field!: HTMLTextAreaElement;

  @state() private draft = '';
  /** Error of the last message or file. */
  @state() private problem = '';
  @state() private dragging = false;
  /** Something arrived below the part that is being read. */
  @state() private newer = false;

  readonly #log = new StickyLog(this);
  readonly #news = new News();
  /** The last news. Each is another object, so that the same words can be announced twice. */
  #announced = { text: '' };
  #wasReachable = false;
  /** Session of the last update. */
  #shown: CallSession | undefined;
  #length = 0;
  /** Id of the file whose button was pressed: the button goes away, and the focus shall stay near. */
  #acted: string | undefined;
  readonly #saved = new SavedFile();

  constructor() {
    super();
    keepTyping();
    new Attention(this, () => {
      if (this.session) Chat.of(this.session).markRead();
    });
  }

  /** Number of unread messages and files. */
  get unread(): number {
    return this.session ? Chat.of(this.session).unread : 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#saved.release();
  }

  override focus(options?: FocusOptions): void {
    this.field.focus(options);
  }

  protected override select(session: CallSession): readonly unknown[] {
    const { messages, unread } = Chat.of(session);
    const { transfers } = FileTransfers.of(session);
    return [messages, transfers, unread, session.state, session.participants.length > 0];
  }

  protected override stores(session: CallSession): readonly Changing[] {
    return [Chat.of(session), FileTransfers.of(session)];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { session } = this;
    const messages = session ? Chat.of(session).messages : [];
    const transfers = session ? FileTransfers.of(session).transfers : [];
    if (session === this.#shown) {
      const text = this.#news.tell(this.words, messages, transfers);
      if (text) this.#announced = { text };
    } else {
      this.#shown = session;
      this.#news.begin(messages, transfers);
      this.#announced = { text: '' };
    }
    // The error is out of date when somebody joins, or the call ends.
    if (this.#reachable !== this.#wasReachable) this.problem = '';
    this.#wasReachable = this.#reachable;
    const length = messages.length + transfers.length;
    this.newer = !this.#log.atEnd && (this.newer || length > this.#length);
    this.#length = length;
    if (length === 0) this.#announced = { text: '' };
  }

  protected override updated(): void {
    this.states.toggle('unread', this.unread > 0);
    this.states.toggle('dragging', this.dragging);
    this.#keepFocus();
  }

  protected override render(): TemplateResult {
    const { words, session } = this;
    const disabled = !this.#reachable;
    const reason = disabled ? words.term(this.#inCall ? 'chatAlone' : 'chatNotJoined') : '';
    const problem = (!disabled && this.#tooLong) || this.problem;
    const announced = keyed(this.#announced, html`<span>${this.#announced.text}</span>`);
    return html`<div
      class="chat"
      role="region"
      aria-label=${words.term('chat')}
      @dragover=${this.#handleDragover}
      @dragleave=${this.#handleDragleave}
      @drop=${this.#handleDrop}
    >
      <div
        part="log"
        class="log"
        role="log"
        aria-label=${words.term('chatMessages')}
        aria-live="off"
        tabindex="0"
        @scroll=${this.#log.handleScroll}
      >
        ${session ? this.#renderRows(session) : this.#renderEmpty()}
      </div>
      <div class="hidden" aria-live="polite">${announced}</div>
      ${
        this.newer
          ? html`<button
              part="button newest-button"
              class="newest"
              type="button"
              @click=${this.#handleNewest}
            >
              ${icon(['newest', ArrowDown])}${words.term('chatNewest')}
            </button>`
          : nothing
      }
      ${composer(
        words,
        { disabled, sendable: this.draft.trim() !== '' && !this.#tooLong, reason, problem },
        { onInput: this.#handleInput, onSend: this.#handleSend, onFiles: this.#handleFiles },
      )}
      ${this.dragging ? html`<div part="drop" class="drop">${words.term('chatDrop')}</div>` : nothing}
    </div>`;
  }

  /** Each row is made anew only when what it shows has changed. */
  #renderRows(session: CallSession): unknown {
    const { messages } = Chat.of(session);
    const { transfers } = FileTransfers.of(session);
    const edition = this.words.edition();
    if (messages.length + transfers.length === 0) return this.#renderEmpty();
    return guard([messages, transfers, edition], () =>
      repeat(
        timeline(messages, transfers),
        ({ key }) => key,
        (row) =>
          guard([row.entry, row.first, edition], () => messageRow(this.words, row, this.#handleAction)),
      ),
    );
  }

  #renderEmpty(): TemplateResult {
    return html`<p part="empty" class="empty">${this.words.term('chatEmpty')}</p>`;
  }

  get #inCall(): boolean {
    return ['in-call', 'reconnecting'].includes(this.session?.state ?? '');
  }

  /** There is somebody to write to. */
  get #reachable(): boolean {
    return this.#inCall && (this.session?.participants.length ?? 0) > 0;
  }

  get #tooLong(): string {
    const over = this.draft.trim().length - MAX_TEXT_LENGTH;
    return over > 0 ? this.words.term('chatTooLong', over) : '';
  }

  #offer(chosen: Chosen): void {
    const { offered, problem } = offerFiles(this.session, chosen, this.words);
    this.problem = problem;
    if (offered > 0) this.#log.toEnd();
  }

  /** Moves the focus from a button that is gone to the next one of that file, or to the log. */
  #keepFocus(): void {
    const id = this.#acted;
    if (id === undefined) return;
    this.#acted = undefined;
    if (this.shadowRoot?.activeElement) return;
    const card = this.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"]`);
    const target = card?.querySelector('button') ?? this.renderRoot.querySelector<HTMLElement>('.log');
    target?.focus({ preventScroll: true });
  }

  readonly #handleInput = (field: HTMLTextAreaElement): void => {
    this.draft = field.value;
    this.problem = '';
    grow(this.field);
  };

  readonly #handleSend = (): void => {
    const { session } = this;
    if (!session || !this.#reachable || !this.draft.trim() || this.#tooLong) return;
    try {
      Chat.of(session).send(this.draft);
    } catch (error) {
      const { code } = toRtcError(error, 'internal');
      this.problem =
        code === 'rate-limited'
          ? this.words.term('chatTooFast')
          : this.words.error(toRtcError(error, code))[0];
      return;
    }
    this.field.value = this.draft = '';
    grow(this.field);
    this.problem = '';
    this.#log.toEnd();
  };

  readonly #handleFiles = (files: Iterable<File>): void => {
    this.#offer({ files: [...files] });
  };

  readonly #handleAction = (action: FileAction, transfer: Transfer): void => {
    if (!this.session) return;
    if (action === 'save') {
      if (transfer.blob) this.#saved.save(transfer.blob, transfer.name);
      return;
    }
    this.#acted = transfer.id;
    FileTransfers.of(this.session)[action](transfer.id);
  };

  readonly #handleNewest = (): void => {
    this.#log.toEnd();
    this.newer = false;
    this.field.focus();
  };

  readonly #handleDragover = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Also when no file can be sent: the browser would open it in place of the page.
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.dragging = this.#reachable;
  };

  readonly #handleDragleave = ({ currentTarget, relatedTarget }: DragEvent): void => {
    const inside = relatedTarget instanceof Node && (currentTarget as Element).contains(relatedTarget);
    if (!inside) this.dragging = false;
  };

  readonly #handleDrop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = false;
    this.#offer(dropped(event.dataTransfer));
  };
}
