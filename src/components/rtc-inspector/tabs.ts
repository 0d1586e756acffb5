import { html, type TemplateResult } from 'lit';
import { indexByKey } from '../kit/roving.js';
import type { Localize } from '../words/localize.js';
import { INSPECTOR_TABS, type InspectorTab } from './names.js';

/** The row of tabs (ARIA Authoring Practices, tabs pattern): one stop for Tab, arrow keys between them. */
export const tabList = (
  words: Localize,
  current: InspectorTab,
  onSelect: (tab: InspectorTab) => void,
): TemplateResult =>
  html`<div class="tabs" role="tablist" aria-label=${words.term('inspector')} @keydown=${handleKeydown}>
    ${INSPECTOR_TABS.map(
      (tab) =>
        html`<button
          part="tab"
          class="tab"
          id="tab-${tab}"
          type="button"
          role="tab"
          aria-selected=${tab === current}
          aria-controls="panel-${tab}"
          tabindex=${tab === current ? 0 : -1}
          @click=${() => onSelect(tab)}
        >
          ${words.term('inspectorTab', tab)}
        </button>`,
    )}
  </div>`;

function handleKeydown(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const current = tabs.findIndex((tab) => tab.matches(':focus'));
  const next = indexByKey(event.key, list, current, tabs.length);
  if (next === undefined) return;
  event.preventDefault();
  tabs[next]?.focus();
  tabs[next]?.click();
}
