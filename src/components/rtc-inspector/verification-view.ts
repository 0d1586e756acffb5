import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { CallSession, ParticipantVerification } from '../../core/index.js';
import { loadFor } from '../kit/load-for.js';
import { RtcElement } from '../kit/rtc-element.js';
import { base } from '../styles/base.styles.js';
import { isolate } from '../words/terms.js';
import './verification-view.words.js';
import { styles } from './verification-view.styles.js';

const verificationPart = () => import('../../core/features/verification/index.js');

/**
 * The words that two people compare to see that nobody stands between them. The person asks for them by a
 * button. A piece of `<rtc-inspector>`.
 *
 * @internal
 */
export class RtcInspectorVerification extends RtcElement {
  static override readonly tag: string = 'rtc-inspector-verification';
  static override readonly parts: string = 'button,words,word';
  static override styles = [base, styles];

  /** Session of the call; undefined while a file is shown. */
  @property({ attribute: false }) session: CallSession | undefined;

  /** Id of the participant. */
  @property() participant = '';

  /** The words were asked for, and what finds them is being loaded. */
  @state() private isLoading = false;

  @query('.state') private readonly place!: HTMLElement;

  #followed: CallSession | undefined;
  /** Aborted when another session is followed. */
  #following: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#follow(undefined);
    });
  }

  protected override willUpdate(): void {
    if (this.isConnected) this.#follow(this.session);
  }

  protected override render(): TemplateResult {
    const { session, words, participant } = this;
    if (!session) return html`<p>${words.term('inspectorVerifyLive')}</p>`;
    const verification = session.features.verification?.[participant];
    const isHere = this.#nameIn(session.participants) !== undefined;
    return html`<p>${words.term('inspectorVerifyHelp')}</p>
      <div class="state" role="status" tabindex="-1">${this.#renderState(verification)}</div>
      ${
        verification?.state === 'changed'
          ? html`<p class="changed" role="alert">${words.term('inspectorVerifyChanged')}</p>`
          : nothing
      }
      ${isHere ? this.#renderButton(verification) : nothing}`;
  }

  #renderState(verification: ParticipantVerification | undefined): TemplateResult | typeof nothing {
    const { words } = this;
    const state = this.isLoading ? 'pending' : verification?.state;
    if (state === 'pending') return html`<p>${words.term('inspectorVerifyPending')}</p>`;
    if (state === 'unsupported') return html`<p>${words.term('inspectorVerifyUnsupported')}</p>`;
    if (state !== 'ready') return nothing;
    const name = this.#nameIn(this.session?.participants ?? []) ?? '';
    return html`<h3>
        ${words.term('inspectorVerifyReady', isolate(name === '' ? words.term('guest') : name))}
      </h3>
      <ol part="words" lang="en" dir="ltr" translate="no">
        ${verification?.words.map((word) => html`<li part="word">${word}</li>`)}
      </ol>`;
  }

  #renderButton(verification: ParticipantVerification | undefined): TemplateResult | typeof nothing {
    const isChanged = verification?.state === 'changed';
    if (this.isLoading || (verification && !isChanged)) return nothing;
    return html`<button part="button" class="primary" type="button" @click=${this.#handleClick}>
      ${this.words.term(isChanged ? 'inspectorVerifyAgain' : 'inspectorVerify')}
    </button>`;
  }

  #nameIn(participants: CallSession['participants']): string | undefined {
    return participants.find(({ id }) => id === this.participant)?.name;
  }

  #follow(session: CallSession | undefined): void {
    if (session === this.#followed) return;
    this.#followed = session;
    this.#following?.abort();
    if (!session) return;
    this.#following = new AbortController();
    session.addEventListener('change', () => this.requestUpdate(), { signal: this.#following.signal });
  }

  readonly #handleClick = async (): Promise<void> => {
    const { session, participant } = this;
    if (!session) return;
    this.isLoading = true;
    // The focus would be lost with the button.
    this.place.focus();
    const part = await loadFor(session, verificationPart);
    this.isLoading = false;
    // The participant may have left meanwhile.
    if (part && session.getPeer(participant)) part.Verification.of(session).verify(participant);
  };
}
