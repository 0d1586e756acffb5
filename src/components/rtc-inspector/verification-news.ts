import { html, nothing, type TemplateResult } from 'lit';
import type { CallSession } from '../../core/index.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';
import './verification-view.words.js';

/**
 * Says whose certificates have changed since words were compared, whichever part of the inspector is open.
 *
 * @param shown - Id of the participant whose verification is open, and announces it itself.
 */
export function verificationNews(
  words: Localize,
  { features, participants }: CallSession,
  shown?: string,
): TemplateResult | typeof nothing {
  const changed = participants.filter(
    ({ id }) => id !== shown && features.verification?.[id]?.state === 'changed',
  );
  if (changed.length === 0) return nothing;
  return html`<div role="alert">
    ${changed.map(
      ({ name }) =>
        html`<p part="problem" class="problem">
          ${words.term('inspectorVerifyChangedOf', isolate(name === '' ? words.term('guest') : name))}
        </p>`,
    )}
  </div>`;
}
