import { html, type TemplateResult } from 'lit';
import type { CallSession } from '../../core/index.js';
import { icon } from '../kit/icons.js';
import { toggleSource } from '../kit/toggle-button.js';
import type { Localize } from '../words/localize.js';

/**
 * The notice that this participant shares a screen, with a button that stops it. It stands below the stage: over its upper edge
 * come announcements and the notices of recordings.
 */
export const sharingNotice = (words: Localize, session: CallSession): TemplateResult =>
  html`<div part="sharing" class="sharing">
    ${icon('screen')}<span>${words.term('youShare')}</span>
    <button part="button stop-button" type="button" @click=${() => void toggleSource(session, 'screen')}>
      ${words.term('stopSharing')}
    </button>
  </div>`;
