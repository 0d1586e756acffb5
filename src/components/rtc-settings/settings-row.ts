import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CallSession } from '../../core/index.js';
import type { CallProvider } from '../kit/call-provider.js';
import type { Localize } from '../words/localize.js';

export interface RowContext {
  readonly session: CallSession;
  /** The `<rtc-call>` of the session; undefined for a session from JavaScript, which has no language. */
  readonly call: CallProvider | undefined;
  readonly words: Localize;
}

/** One setting: a label, a control, a sentence about it. `nothing` where the call or the browser does not have it. */
export type SettingsRow = (context: RowContext) => unknown;

/** The pieces of every row. Its part is `NAME-setting`. */
interface Row {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
}

interface Choice extends Row {
  /** Values with their labels, and the language of a label that is not in the one of the page. */
  readonly options: readonly (readonly [value: string, label: string, lang?: string])[];
  readonly value: string;
  readonly choose: (value: string) => void;
}

interface Switch extends Row {
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly toggle: (on: boolean) => void;
}

/** A row with a select. */
export const choiceRow = ({ name, label, help, options, value, choose }: Choice): TemplateResult =>
  html`<div part="setting ${name}-setting" class="setting">
    <label part="field">
      <span part="label" class="label">${label}</span>
      <select
        part="select"
        aria-describedby=${help ? `${name}-help` : nothing}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${options.map(
          ([option, text, lang]) =>
            html`<option value=${option} lang=${lang ?? nothing} .selected=${live(option === value)}>
              ${text}
            </option>`,
        )}
      </select>
    </label>
    ${renderHelp(name, help)}
  </div>`;

/** A row with a checkbox. */
export const switchRow = ({ name, label, help, on, disabled = false, toggle }: Switch): TemplateResult =>
  html`<div part="setting ${name}-setting" class="setting">
    <label part="field" class="switch">
      <input
        part="checkbox"
        type="checkbox"
        aria-describedby=${help ? `${name}-help` : nothing}
        ?disabled=${disabled}
        .checked=${live(on)}
        @change=${(event: Event) => toggle((event.target as HTMLInputElement).checked)}
      />
      <span part="label">${label}</span>
    </label>
    ${renderHelp(name, help)}
  </div>`;

const renderHelp = (name: string, help: string | undefined): unknown =>
  help ? html`<p part="help" id="${name}-help" class="help">${help}</p>` : nothing;
