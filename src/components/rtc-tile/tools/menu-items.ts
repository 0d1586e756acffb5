import Check from 'lucide/dist/esm/icons/check.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { LinkHealth } from '../../../core/features/activity/index.js';
import { icon, type Icon } from '../../kit/icons.js';
import type { Localize } from '../../words/localize.js';
import type { TileAction } from '../tile-action.js';

/** An entry of the menu, with a check mark where it is a switch that is on. */
export const menuItem = (
  picture: Icon,
  text: string,
  onClick: () => void,
  pressed?: boolean,
): TemplateResult =>
  html`<button
    part="menu-item"
    class="item"
    type="button"
    aria-pressed=${pressed ?? nothing}
    @click=${onClick}
  >
    ${icon(picture)}<span>${text}</span>${pressed ? icon(['check', Check]) : nothing}
  </button>`;

/** A slider from 0 to 1. */
export const volumeSlider = (
  picture: Icon,
  text: string,
  { value, set }: Extract<TileAction, { name: 'volume' }>,
): TemplateResult =>
  html`<label class="item"
    >${icon(picture)}<span class="hidden">${text}</span
    ><input
      part="volume"
      type="range"
      min="0"
      max="1"
      step="0.05"
      .value=${String(value)}
      @input=${({ target }: Event) => {
        set((target as HTMLInputElement).valueAsNumber);
      }}
  /></label>`;

/** The quality of the connection, in words and numbers; nothing while it is not known. */
export function connectionLine(words: Localize, health: LinkHealth | undefined): unknown {
  if (!health) return nothing;
  const numbers = [
    health.roundTripTime === undefined ? [] : words.term('roundTrip', Math.round(health.roundTripTime)),
    health.loss >= 0.005 ? `−${words.number(health.loss, { style: 'percent' })}` : [],
  ].flat();
  return html`<p part="connection" class="connection">
    ${[words.term('grade', health.grade), ...numbers].join(' · ')}
  </p>`;
}
