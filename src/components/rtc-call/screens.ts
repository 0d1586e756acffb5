import { html, nothing, type TemplateResult } from 'lit';
import type { RtcError } from '../../core/index.js';
import { icon } from '../kit/icons.js';
import { isMediaError } from '../kit/media-errors.js';
import { single } from '../kit/single-press.js';
import type { Localize } from '../words/localize.js';

/** Stands in for a lobby that is not loaded yet, so that a person can join without it. */
export const joinButton = (words: Localize, onJoin: () => void): TemplateResult =>
  html`<button part="button join-button" class="primary" type="button" @click=${onJoin}>
    ${words.term('join')}
  </button>`;

/** Screen while the call is being joined. */
export const joiningScreen = (words: Localize, asking: boolean, onCancel: () => void): TemplateResult =>
  html`<div part="screen joining" class="screen">
    <span class="mark busy"></span>
    <h2 part="heading">${words.term(asking ? 'waitingForPermission' : 'joining')}</h2>
    ${asking ? html`<p part="text">${words.term('permissionHelp')}</p>` : nothing}
    <div class="actions">
      <button part="button cancel-button" class="focus" type="button" @click=${single(onCancel)}>
        ${words.term('cancel')}
      </button>
    </div>
  </div>`;

/** Screen after the call. */
export const leftScreen = (words: Localize, onRejoin: () => void): TemplateResult =>
  html`<div part="screen left" class="screen">
    <span class="mark left">${icon('leave')}</span>
    <h2 part="heading">${words.term('youLeft')}</h2>
    <div class="actions">
      <button part="button rejoin-button" class="primary focus" type="button" @click=${single(onRejoin)}>
        ${words.term('rejoin')}
      </button>
    </div>
  </div>`;

/** Screen after a failure: the error in words, and ways to go on. */
export function failedScreen(
  words: Localize,
  error: RtcError | undefined,
  onRetry: () => void,
  onWithout: () => void,
): TemplateResult {
  const [title, help] = words.error(error);
  // Trying again makes no page secure.
  const media = isMediaError(error);
  return html`<div part="screen failed" class="screen">
    <span class="mark bad">${icon('alert')}</span>
    <h2 part="heading">${title}</h2>
    <p part="text">${help}</p>
    <div class="actions">
      ${
        media && !error?.recoverable
          ? nothing
          : html`<button
              part="button retry-button"
              class="primary focus"
              type="button"
              @click=${single(onRetry)}
            >
              ${words.term('tryAgain')}
            </button>`
      }
      ${
        media
          ? html`<button part="button without-button" class="focus" type="button" @click=${single(onWithout)}>
              ${words.term('joinWithout')}
            </button>`
          : html`<rtc-check-button></rtc-check-button>`
      }
    </div>
  </div>`;
}
