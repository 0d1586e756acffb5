import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import CircleDashed from 'lucide/dist/esm/icons/circle-dashed.mjs';
import CircleMinus from 'lucide/dist/esm/icons/circle-minus.mjs';
import CircleX from 'lucide/dist/esm/icons/circle-x.mjs';
import LoaderCircle from 'lucide/dist/esm/icons/loader-circle.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { CheckState, CheckStep } from '../../core/network/index.js';
import { icon, type IconNode } from '../kit/icons.js';
import type { Localize } from '../words/localize.js';
import { stepSentences } from './describe.js';

const PICTURES: Readonly<Record<CheckState, IconNode>> = {
  waiting: CircleDashed,
  running: LoaderCircle,
  passed: CircleCheck,
  failed: CircleX,
  skipped: CircleMinus,
  'not-measured': CircleMinus,
  cancelled: CircleMinus,
};

/** A step in the list: its name, its state, the time that it took, and its finding. */
export function stepItem(words: Localize, step: CheckStep): TemplateResult {
  const { name, state, ms } = step;
  const found = stepSentences(words, step).join(' ');
  return html`<li part="step ${state}" class=${state}>
    ${icon([`step-${state}`, PICTURES[state]])}
    <span class="name">${words.term('stepName', name)}</span>
    <span class="state"
      >${words.term('stepState', state)}${ms === undefined ? nothing : ` · ${words.number(ms, { style: 'unit', unit: 'millisecond' })}`}</span
    >
    ${found ? html`<p class="found">${found}</p>` : nothing}
  </li>`;
}

/** All steps that are running, with what each of them asks of the person. */
export const runningSteps = (words: Localize, steps: readonly CheckStep[]): string =>
  steps
    .filter(({ state }) => state === 'running')
    .map(({ name }) => {
      const hint = words.term('stepHint', name);
      return `${words.term('stepName', name)}: ${hint || words.term('stepState', 'running')}`;
    })
    .join(' ');
