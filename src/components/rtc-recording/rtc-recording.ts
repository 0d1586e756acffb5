import Download from 'lucide/dist/esm/icons/download.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSession } from '../../core/index.js';
import {
  CallRecording,
  RecordingConsent,
  type FinishedRecording,
} from '../../core/features/recording/index.js';
import { RtcRecordingEvent } from '../events.js';
import { icon } from '../kit/icons.js';
import { SessionElement } from '../kit/session-element.js';
import { single } from '../kit/single-press.js';
import { listOf } from '../words/forms.js';
import { base } from '../styles/base.styles.js';
import { Downloads } from './downloads.js';
import { failureText, noteOf } from './failure-text.js';
import { QuestionFocus } from './focus.js';
import { clock, isoDuration, size } from './format.js';
import { nameOf, News } from './news.js';
import { styles } from './rtc-recording.styles.js';
import './rtc-recording.words.js';

/**
 * Recordings, as a person has to see them: the question for consent, the mark during a recording, the progress of a
 * recording of this participant, and the card that saves its file. `<rtc-call>` contains one. A page without
 * `<rtc-call>` needs one, or nobody in it can agree to be recorded.
 *
 * @tag rtc-recording
 * @summary Consent, mark, progress and result of recordings.
 * @fires {RtcRecordingEvent} rtc-recording - A recording of this participant has changed its state; with the file at its end.
 * @slot icon-save - On the button that saves a recording.
 * @csspart recording - Around everything.
 * @csspart consent - The question whether one may be recorded.
 * @csspart asking - Shown while the other participants are asked.
 * @csspart mark - The red mark: for each recording that one is in, and for the one of one's own.
 * @csspart progress - Length and size of a recording.
 * @csspart result - The card of a recording that is over.
 * @csspart error - The card that tells why nothing was recorded.
 * @csspart button - Every button.
 * @csspart accept-button - Agrees to be recorded.
 * @csspart decline-button - Refuses to be recorded.
 * @csspart withdraw-button - Takes the agreement back.
 * @csspart cancel-button - Cancels the request for consent.
 * @csspart stop-button - Ends the recording.
 * @csspart save-button - Saves the file (a link).
 * @csspart discard-button - Discards a recording; one that was not saved needs a second press.
 * @csspart keep-button - Keeps the recording after the first press.
 * @csspart dismiss-button - Closes the card of an error.
 * @cssstate asked - Another participant asks for consent to record.
 * @cssstate recorded - Another participant records this one.
 * @cssstate recording - This participant records.
 */
export class RtcRecording extends SessionElement {
  static override readonly tag: string = 'rtc-recording';
  // A lobby has a part `error`, too.
  static override readonly parts: string =
    'recording,consent,asking,mark,progress,result,button,accept-button,decline-button,withdraw-button,' +
    'cancel-button,stop-button,save-button,discard-button,keep-button,dismiss-button,error:recording-error';
  static override styles = [base, styles];

  /** The announcement of the moment. Each is another object, so that the same words can be announced twice. */
  @state() private status = { text: '' };
  /** File that is discarded once the person has confirmed it. */
  @state() private doubted: Blob | undefined;
  /** Error that the person has dismissed. */
  @state() private dismissed: unknown;

  @query('[part=consent]') private readonly consentCard!: HTMLElement | null;
  @query('[part=recording]') private readonly stack!: HTMLElement;

  readonly #news = new News(this.words);
  readonly #downloads = new Downloads();
  readonly #focus = new QuestionFocus();
  #recording: CallRecording | undefined;
  /** The recording of which the page was told last. */
  #toldOf: CallRecording | undefined;
  #consent: RecordingConsent | undefined;
  #followed: CallSession | undefined;
  #following: AbortController | undefined;
  /** Id of the participant whose question is shown. */
  #shownRequest: string | undefined;

  protected override select(session: CallSession): readonly unknown[] {
    return [session.participants];
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.session !== this.#followed) this.#follow(this.session);
    const { error, finished = [] } = this.#recording ?? {};
    this.#downloads.keep(finished);
    // The card of a recording says why it broke off. Without the card, the error would seem to be about a new recording.
    if (error && finished.some((one) => one.error === error)) this.dismissed = error;
  }

  protected override updated(): void {
    const { state: own } = this.#recording ?? {};
    this.states.toggle('asked', Boolean(this.#consent?.requests.length));
    this.states.toggle('recorded', Boolean(this.#consent?.recorders.length));
    this.states.toggle('recording', own === 'recording');
    this.#moveFocus();
  }

  protected override render(): TemplateResult {
    const { session } = this;
    const [recording, consent] = [this.#recording, this.#consent];
    return html`<div part="recording" class="stack" tabindex="-1">
      <span class="hidden" role="status">${keyed(this.status, html`<span>${this.status.text}</span>`)}</span>
      ${
        session && recording && consent
          ? html`${repeat(
              consent.requests.slice(0, 1),
              (id) => id,
              (id) => this.#renderRequest(consent, id, nameOf(session, id, this.words)),
            )}
            ${consent.recorders.map((id) => this.#renderMark(consent, id, nameOf(session, id, this.words)))}
            ${this.#renderOwn(session, recording)}
            ${repeat(
              recording.finished,
              ({ blob }) => blob,
              (finished) => this.#renderResult(recording, finished),
            )}
            ${this.#renderError(recording)}`
          : nothing
      }
    </div>`;
  }

  #renderRequest(consent: RecordingConsent, id: string, name: string): TemplateResult {
    const { words } = this;
    return html`<div
      part="consent"
      class="card"
      role="alertdialog"
      aria-labelledby="request"
      aria-describedby="request-help"
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        consent.decline(id);
      }}
    >
      <span id="request" class="title">${words.term('recordingRequest', name)}</span>
      <p id="request-help">${words.term('recordingRequestHelp')}</p>
      <div class="actions">
        ${this.#renderButton('decline', words.term('recordingDecline'), () => consent.decline(id))}
        ${this.#renderButton('accept', words.term('recordingAccept'), () => consent.accept(id), 'primary')}
      </div>
    </div>`;
  }

  #renderMark(consent: RecordingConsent, id: string, name: string): TemplateResult {
    const { words } = this;
    const label = words.term('recordingOfYou', name);
    return html`<div part="mark" class="mark" role="group" aria-label=${label}>
      <span class="dot"></span>
      <div class="label">${label}</div>
      ${this.#renderButton('withdraw', words.term('recordingWithdraw'), () => consent.withdraw(id))}
    </div>`;
  }

  #renderOwn(session: CallSession, recording: CallRecording): TemplateResult | typeof nothing {
    const { words } = this;
    // The state tells the outcome.
    const stop = (): void => void recording.stop().catch(() => undefined);
    switch (recording.state) {
      case 'asking':
        return html`<div part="asking" class="card" role="group" aria-labelledby="asking">
          <span id="asking" class="title">${words.term('recordingAsking')}</span>
          <p>${words.term('recordingAskingHelp', recording.waiting.length)}</p>
          <div class="actions">${this.#renderButton('cancel', words.term('recordingCancel'), stop)}</div>
        </div>`;
      case 'recording':
        return html`<div part="mark" class="mark" role="group" aria-label=${words.term('recordingRuns')}>
          <span class="dot"></span>
          <div>
            <span class="label">${words.term('recordingRuns')}</span>
            ${this.#renderProgress(recording.elapsed, recording.bytes)}
            ${this.#renderWithout(session, recording)}
          </div>
          ${this.#renderButton('stop', words.term('recordingEnd'), stop)}
        </div>`;
      case 'finishing':
        return html`<div part="mark" class="mark busy">${words.term('recordingFinishing')}</div>`;
      case 'inactive':
        return nothing;
    }
  }

  #renderProgress(duration: number, bytes: number): TemplateResult {
    return html`<span part="progress" class="progress"
      ><time datetime=${isoDuration(duration)}>${clock(duration, this.words.lang())}</time> ·
      ${size(bytes, this.words.lang())}</span
    >`;
  }

  #renderWithout(session: CallSession, { agreed }: CallRecording): TemplateResult | typeof nothing {
    const missing = session.participants.filter(({ id }) => !agreed.includes(id));
    if (missing.length === 0) return nothing;
    const names = listOf(
      this.words,
      missing.map(({ id }) => nameOf(session, id, this.words)),
    );
    return html`<div class="without">${this.words.term('recordingWithout', names)}</div>`;
  }

  #renderResult(recording: CallRecording, finished: FinishedRecording): TemplateResult {
    const { words } = this;
    const { blob, duration, saved } = finished;
    const { url, name } = this.#downloads.of(finished);
    const title = words.term(saved ? 'recordingSaved' : 'recordingFinished');
    const note = noteOf(words, finished);
    const sure = this.doubted === blob;
    return html`<div part="result" class="card" role="group" aria-label=${title}>
      <span class="title">${title}</span>
      <p>${this.#renderProgress(duration, blob.size)}</p>
      ${note === undefined ? nothing : html`<p>${note}</p>`}
      ${sure ? html`<p role="alert">${words.term('recordingDiscardSure')}</p>` : nothing}
      <div class="actions">
        ${
          sure
            ? this.#renderButton('keep', words.term('recordingKeep'), () => {
                this.doubted = undefined;
              })
            : html`<a
                part="button save-button"
                class="save primary"
                href=${url}
                download=${name}
                @click=${() => recording.markSaved(finished)}
                >${icon(['save', Download])}${words.term('recordingSave')}</a
              >`
        }
        ${this.#renderButton('discard', words.term(saved ? 'recordingDismiss' : 'recordingDiscard'), () => {
          if (saved || sure) this.#leaveCard(() => recording.forget(finished));
          else this.doubted = blob;
        })}
      </div>
    </div>`;
  }

  #renderError({ error, state: own }: CallRecording): TemplateResult | typeof nothing {
    if (!error || error === this.dismissed || own !== 'inactive') return nothing;
    const { words } = this;
    return html`<div part="error" class="card" role="group" aria-labelledby="error">
      <span id="error" class="title">${words.term('recordingFailed')}</span>
      <p>${failureText(words, error)}</p>
      <div class="actions">
        ${this.#renderButton('dismiss', words.term('recordingDismiss'), () => {
          this.#leaveCard(() => (this.dismissed = error));
        })}
      </div>
    </div>`;
  }

  #renderButton(name: string, label: string, press: () => void, look = ''): TemplateResult {
    return html`<button part="button ${name}-button" class=${look} type="button" @click=${single(press)}>
      ${label}
    </button>`;
  }

  /** Follows the recordings of another call, or of none. */
  #follow(session: CallSession | undefined): void {
    this.#following?.abort();
    this.#followed = session;
    this.#recording = session && CallRecording.of(session);
    this.#consent = session && RecordingConsent.of(session);
    this.#news.forget();
    this.status = { text: '' };
    if (!session) return;
    const { signal } = (this.#following = new AbortController());
    this.#recording?.addEventListener('change', this.#handleChange, { signal });
    this.#consent?.addEventListener('change', this.#handleChange, { signal });
    this.#recording?.addEventListener(
      'statechange',
      ({ state: own, recording }) => this.dispatchEvent(new RtcRecordingEvent(own, recording?.blob)),
      { signal },
    );
    // It may have begun while this element was being loaded.
    const { state: own = 'inactive' } = this.#recording ?? {};
    if (this.#recording !== this.#toldOf && own !== 'inactive')
      this.dispatchEvent(new RtcRecordingEvent(own));
    this.#toldOf = this.#recording;
    this.#handleChange();
  }

  readonly #handleChange = (): void => {
    const { session } = this;
    if (session && this.#recording && this.#consent) {
      const text = this.#news.read(session, this.#recording, this.#consent);
      if (text !== '') this.status = { text };
    }
    this.requestUpdate();
  };

  /** Removes a card that has the focus, and focuses this element: the next Tab goes on from here. */
  #leaveCard(change: () => void): void {
    change();
    this.stack.focus({ preventScroll: true });
  }

  #moveFocus(): void {
    const request = this.#consent?.requests[0];
    if (request === this.#shownRequest) return;
    this.#shownRequest = request;
    if (request === undefined) this.#focus.answered();
    else this.#focus.ask(this.consentCard);
  }
}
