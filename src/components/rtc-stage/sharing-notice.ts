import { html, type TemplateResult } from 'lit';
import type { CallSession } from '../../core/index.js';
import { icon } from '../kit/icons.js';
import { toggleSource } from '../kit/toggle-button.js';
import type { Localize } from '../words/localize.js';

/** The notice above the stage that this participant shares a screen, with a button that stops it. */
export const sharingNotice = (words: Localize, session: CallSession): TemplateResult =>
  html`<div part="sharing" class="sharing">
    ${icon('screen')}<span>${words.term('youShare')}</span>
    <button part="button stop-button" type="button" @click=${() => void toggleSource(session, 'screen')}>
      ${words.term('stopSharing')}
    </button>
  </div>`;
