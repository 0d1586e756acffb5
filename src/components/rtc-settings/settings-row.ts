import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CallSession } from '../../core/index.js';
import type { CallProvider } from '../kit/call-provider.js';
import { selectAnew } from '../kit/select-anew.js';
import type { Localize } from '../words/localize.js';
import type { EffectChoices } from './effect-choices.js';

export interface RowContext {
  readonly session: CallSession;
  /** The `<rtc-call>` of the session; undefined for a session from JavaScript, which has no language. */
  readonly call: CallProvider | undefined;
  readonly words: Localize;
  readonly effects: EffectChoices;
}

/** One setting: a label, a control, a sentence about it. `nothing` where the call or the browser does not have it. */
export type SettingsRow = (context: RowContext) => unknown;

/** The pieces of every row. Its part is `NAME-setting`. */
interface Row {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  /** The reason why the last choice failed. */
  readonly problem?: string | undefined;
  readonly disabled?: boolean;
}

interface Choice extends Row {
  /** Values with their labels, and the language of a label that is not in the one of the page. */
  readonly options: readonly (readonly [value: string, label: string, lang?: string])[];
  readonly value: string;
  readonly choose: (value: string) => void;
  /** Further controls of the setting. */
  readonly more?: unknown;
}

interface Switch extends Row {
  readonly on: boolean;
  readonly toggle: (on: boolean) => void;
}

/** A row with a select. */
export const choiceRow = ({ options, value, choose, more, ...row }: Choice): TemplateResult =>
  around(
    row,
    html`<label part="field">
        <span part="label" class="label">${row.label}</span>
        ${selectAnew(
          row.disabled,
          html`<select
            part="select"
            aria-describedby=${row.help ? `${row.name}-help` : nothing}
            ?disabled=${row.disabled}
            @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
          >
            ${options.map(
              ([option, text, lang]) =>
                html`<option value=${option} lang=${lang ?? nothing} .selected=${live(option === value)}>
                  ${text}
                </option>`,
            )}
          </select>`,
        )} </label
      >${more}`,
  );

/** A row with a checkbox. */
export const switchRow = ({ on, toggle, ...row }: Switch): TemplateResult =>
  around(
    row,
    html`<label part="field" class="switch">
      <input
        part="checkbox"
        type="checkbox"
        aria-describedby=${row.help ? `${row.name}-help` : nothing}
        ?disabled=${row.disabled}
        .checked=${live(on)}
        @change=${(event: Event) => toggle((event.target as HTMLInputElement).checked)}
      />
      <span part="label">${row.label}</span>
    </label>`,
  );

const around = ({ name, help, problem }: Row, control: TemplateResult): TemplateResult =>
  html`<div part="setting ${name}-setting" class="setting">
    ${control} ${help ? html`<p part="help" id="${name}-help" class="help">${help}</p>` : nothing}
    ${problem ? html`<p part="problem" class="problem" role="alert">${problem}</p>` : nothing}
  </div>`;
