import ChevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import Move from 'lucide/dist/esm/icons/move.mjs';
import { html, type TemplateResult } from 'lit';
import type { Box } from '../../internal/rows.js';
import { icon } from '../kit/icons.js';
import type { Localize } from '../words/localize.js';
import './arranging.words.js';

/** Number of the page that is shown, from 0. */
export interface Pager {
  readonly page: number;
  readonly pages: number;
  /** The page that the person turned to last is said aloud; pages that come and go by themselves are not. */
  readonly turnedTo: number | undefined;
  readonly turn: (step: 1 | -1) => void;
}

/** Buttons that turn the pages, around their ends: no button goes away, or takes the focus away, when it is pressed. */
export function pager(words: Localize, { page, pages, turnedTo, turn }: Pager): TemplateResult {
  return html`<div
    part="pages"
    class="pager"
    role="group"
    aria-label=${words.term('pageOf', page + 1, pages)}
  >
    <button
      part="button page-button"
      type="button"
      aria-label=${words.term('previousPage')}
      @click=${() => turn(-1)}
    >
      ${icon(['previous', ChevronLeft])}</button
    ><span aria-hidden="true">${page + 1} / ${pages}</span
    ><button
      part="button page-button"
      type="button"
      aria-label=${words.term('nextPage')}
      @click=${() => turn(1)}
    >
      ${icon(['next', ChevronRight])}</button
    ><span class="hidden" role="status"
      >${turnedTo === undefined ? '' : words.term('pageOf', turnedTo + 1, pages)}</span
    >
  </div>`;
}

/** Actions of the button that moves the own picture. */
export interface MoveHandlers {
  readonly handlePointer: (event: PointerEvent) => void;
  readonly handleKey: (event: KeyboardEvent) => void;
  readonly handleClick: (event: MouseEvent) => void;
}

/** Width of a picture in px from which on it has room for two buttons side by side. */
const ROOM = 80;

/** The button that moves the own picture, which is here: by dragging it, by arrow keys, and by clicks. */
export function moveButton(words: Localize, { x, y, width }: Box, handlers: MoveHandlers): TemplateResult {
  return html`<button
      part="button move-button"
      class="move ${width < ROOM ? 'below' : ''}"
      type="button"
      .style=${`inset-block-start:${String(y)}px;inset-inline-start:${String(x)}px`}
      aria-label=${words.term('moveSelf')}
      aria-describedby="move-help"
      @pointerdown=${handlers.handlePointer}
      @keydown=${handlers.handleKey}
      @click=${handlers.handleClick}
    >
      ${icon(['move', Move])}</button
    ><span id="move-help" hidden>${words.term('moveSelfHelp')}</span>`;
}
