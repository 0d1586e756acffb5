import Copy from 'lucide/dist/esm/icons/copy.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { RtcErrorEvent, toRtcError, type CallSession, type RtcError } from '../../core/index.js';
import {
  checkNetwork,
  CHECK_STEPS,
  readIceServers,
  type CheckStep,
  type CheckStepName,
  type NetworkCheckOptions,
  type NetworkCheckResult,
} from '../../core/network/index.js';
import { callOf } from '../kit/call-of.js';
import { icon } from '../kit/icons.js';
import { SessionElement } from '../kit/session-element.js';
import { base } from '../styles/base.styles.js';
import { report, verdictSentences } from './describe.js';
import { matrix } from './matrix.js';
import { RtcNetworkCheckEvent } from './network-check-event.js';
import { styles } from './rtc-network-check.styles.js';
import { runningSteps, stepItem } from './step.js';
import './rtc-network-check.words.js';

/** An `<rtc-call>` in the page, of which only the session is needed. */
type WithSession = Element & { readonly session?: CallSession };

/**
 * The test before a call: page, permissions, camera, microphone, server, type of the NAT, STUN, and the relays, through
 * which media is sent. Then it says in plain words whom this visitor reaches directly, with whom a relay is needed, and
 * what to change. Takes server, room and token from the `<rtc-call>` that it belongs to, or from its own attributes. Asks
 * for camera and microphone only once it is started, and closes everything that it opens.
 *
 * @tag rtc-network-check
 * @summary Will a call work from here, and with whom?
 * @fires {RtcNetworkCheckEvent} rtc-network-check - A check has ended, or was cancelled.
 * @fires {RtcErrorEvent} rtc-error - A check could not be made: `call-in-progress`, `invalid-options`.
 * @slot icon-copy - On the button that copies the result.
 * @slot icon-step-waiting - Beside a step that waits.
 * @slot icon-step-running - Beside a step that is running.
 * @slot icon-step-passed - Beside a step that has passed.
 * @slot icon-step-failed - Beside a step that has failed.
 * @slot icon-step-skipped - Beside a step that is skipped.
 * @slot icon-step-not-measured - Beside a step that was not measured.
 * @slot icon-step-cancelled - Beside a step that was cancelled.
 * @csspart network-check - Around everything.
 * @csspart heading - The title.
 * @csspart text - The text below it.
 * @csspart button - Every button.
 * @csspart start-button - Starts the check.
 * @csspart cancel-button - Cancels the check.
 * @csspart copy-button - Copies the result as text.
 * @csspart error - The reason why a check could not be made.
 * @csspart steps - The list of steps.
 * @csspart step - One of them; also as `passed`, `failed`, `running`, `waiting`, `skipped`, `not-measured`, `cancelled`.
 * @csspart verdict - The meaning of the result.
 * @csspart matrix - The table of who connects directly with whom.
 * @csspart own-row - The row of this visitor in it.
 * @cssstate running - A check is going on.
 * @cssstate done - There is a result.
 */
export class RtcNetworkCheck extends SessionElement {
  static override readonly tag: string = 'rtc-network-check';
  static override readonly parts: string =
    'network-check,heading,text,button,start-button,cancel-button,copy-button,error:check-error,steps,step,verdict,' +
    'matrix,own-row';
  static override styles = [base, styles];

  /** URL of the signaling server; default: that of the call that the element belongs to. */
  @property() signaling = '';
  /** Name of the room; default: that of the call. */
  @property() room = '';
  /** Access token from the operator of the server; default: that of the call. As a property also a function. */
  @property() token: string | (() => string | Promise<string>) = '';
  /** ICE servers as a JSON list of `RTCIceServer`, in place of those that the signaling server hands out. */
  @property({ attribute: 'ice-servers' }) iceServers: string | readonly RTCIceServer[] = '';
  /** Start when the element is inserted. */
  @property({ type: Boolean }) autostart = false;

  /** Result of the last check. */
  get result(): NetworkCheckResult | undefined {
    return this.#result;
  }

  @state() private steps: readonly CheckStep[] = [];
  @state() private error: RtcError | undefined;
  @state() private status = '';
  /** Text beside the copy button: whether the result was copied. */
  @state() private copied = '';

  #result: NetworkCheckResult | undefined;
  #running: AbortController | undefined;
  #check: Promise<NetworkCheckResult> | undefined;
  #autostarted = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.cancel();
      this.#autostarted = false;
    });
  }

  /**
   * Starts a check, or returns the running one. Resolves with the result, also when the check was cancelled.
   *
   * @throws {RtcError} `call-in-progress` while a call of this page is going on, `invalid-options`. Also shown, and fired
   *   as `rtc-error`.
   */
  start(): Promise<NetworkCheckResult> {
    this.#check ??= this.#run().finally(() => {
      this.#check = undefined;
      this.#running = undefined;
      this.requestUpdate();
    });
    this.requestUpdate();
    return this.#check;
  }

  /** Cancels the running check and closes everything that it has opened. */
  cancel(): void {
    this.#running?.abort(new DOMException('The check was cancelled.', 'AbortError'));
  }

  protected override select(session: CallSession): readonly unknown[] {
    return [session.state];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.states.toggle('running', this.#check !== undefined);
    this.states.toggle('done', this.#result !== undefined);
    if (!this.autostart || this.#autostarted || !this.isConnected) return;
    // The call that `for` names, or that is around it, may come later, and it knows the server.
    if (!this.session && (this.for || this.closest('rtc-call'))) return;
    this.#autostarted = true;
    this.#handleStart();
  }

  protected override render(): TemplateResult {
    const { words, error } = this;
    const result = this.#result;
    return html`<section part="network-check" class="check" aria-labelledby="heading">
      <header>
        <h2 part="heading" id="heading">${words.term('networkCheck')}</h2>
        <p part="text">${words.term('checkIntroduction')}</p>
      </header>
      ${error ? html`<p part="error" class="problem" role="alert">${this.#describe(error)}</p>` : nothing}
      <div class="actions">${this.#renderButtons()}</div>
      ${result && !result.cancelled ? this.#renderVerdict(result) : nothing}
      ${
        this.steps.length > 0
          ? html`<ol part="steps" aria-label=${words.term('checkSteps')}>
              ${this.steps.map((step) => stepItem(words, step))}
            </ol>`
          : nothing
      }
      <span class="hidden" role="status">${this.status}</span>
    </section>`;
  }

  /** One button starts and cancels, so that it keeps the focus. */
  #renderButtons(): TemplateResult {
    const { words } = this;
    const running = this.#check !== undefined;
    const start = words.term(this.#result ? 'checkAgain' : 'checkStart');
    return html`<button
        part="button ${running ? 'cancel' : 'start'}-button"
        class=${running ? '' : 'primary'}
        type="button"
        @click=${running ? this.#handleCancel : this.#handleStart}
      >
        ${running ? words.term('cancel') : start}
      </button>
      ${
        this.#result && !running
          ? html`<button part="button copy-button" type="button" @click=${this.#handleCopy}>
              ${icon(['copy', Copy])}${words.term('copyResult')}
            </button>`
          : nothing
      }
      <span class="copied" role="status">${this.copied}</span>`;
  }

  #renderVerdict(result: NetworkCheckResult): TemplateResult {
    const { words } = this;
    const { verdict, nat } = result;
    const { advice } = verdict;
    return html`<section part="verdict" class="verdict" aria-labelledby="verdict">
      <h3 id="verdict">${words.term('outlook', verdict.outlook)}</h3>
      <p class="nat">${words.term('natIs', words.term('natName', nat))}</p>
      <p>${verdictSentences(words, result).join(' ')}</p>
      ${
        advice.length > 0
          ? html`<h4>${words.term('whatToChange')}</h4>
              <ul class="advice">
                ${advice.map((one) => html`<li>${words.term('advice', one)}</li>`)}
              </ul>`
          : html`<p>${words.term('nothingToChange')}</p>`
      }
      ${matrix(words, nat)}
    </section>`;
  }

  async #run(): Promise<NetworkCheckResult> {
    const running = new AbortController();
    this.#running = running;
    this.error = undefined;
    this.copied = '';
    // The previous steps and verdict would be taken for the new ones.
    this.#result = undefined;
    this.steps = [];
    const steps = new Map<CheckStepName, CheckStep>();
    try {
      const result = await checkNetwork({
        ...this.#options(),
        signal: running.signal,
        onStep: (step) => {
          steps.set(step.name, step);
          this.#show(
            CHECK_STEPS.flatMap((name) => steps.get(name) ?? []),
            step,
          );
        },
      });
      this.#finish(result);
      return result;
    } catch (error) {
      throw this.#fail(toRtcError(error, 'internal'));
    }
  }

  #options(): NetworkCheckOptions {
    const call = callOf(this);
    const own =
      typeof this.iceServers === 'string'
        ? this.iceServers && readIceServers(this.iceServers)
        : this.iceServers;
    return {
      signaling: this.signaling || call?.signaling,
      room: this.room || call?.room,
      token: this.token || call?.token,
      iceServers: own || call?.iceServers,
      calls: this.#calls(),
    };
  }

  /** Sessions of all calls in the page: the preview of any of them may have the camera open. */
  #calls(): CallSession[] {
    const elements = [...this.ownerDocument.querySelectorAll<WithSession>('rtc-call')];
    const sessions = [this.session, ...elements.map(({ session }) => session)];
    return [...new Set(sessions)].filter((session) => session !== undefined);
  }

  #show(steps: readonly CheckStep[], changed: CheckStep): void {
    this.steps = steps;
    if (changed.state === 'running') this.status = runningSteps(this.words, steps);
  }

  #finish(result: NetworkCheckResult): void {
    this.#result = result;
    this.steps = result.steps;
    const { words } = this;
    this.status = result.cancelled
      ? words.term('checkCancelled')
      : `${words.term('checkVerdict')}: ${words.term('outlook', result.verdict.outlook)}. ${words.term('natName', result.nat)}`;
    this.dispatchEvent(new RtcNetworkCheckEvent(result));
  }

  #fail(error: RtcError): RtcError {
    this.error = error;
    this.dispatchEvent(new RtcErrorEvent({ error }));
    return error;
  }

  /** Returns whether the browser has allowed it. */
  async #copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  #describe(error: RtcError): string {
    const { words } = this;
    if (error.code === 'call-in-progress') return words.term('checkDuringCall');
    const [, help] = words.error(error);
    return `${words.term('checkFailed')} ${help}`;
  }

  readonly #handleStart = (): void => {
    // The element shows the error.
    this.start().catch(() => undefined);
  };

  readonly #handleCancel = (): void => {
    this.cancel();
  };

  readonly #handleCopy = async (): Promise<void> => {
    const result = this.#result;
    if (!result) return;
    // The same words are announced again only if they were gone.
    this.copied = '';
    const copied = await this.#copy(report(this.words, result));
    // Another check may have begun meanwhile.
    if (this.#result === result) this.copied = this.words.term(copied ? 'resultCopied' : 'resultNotCopied');
  };
}
