import { html, nothing, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../core/features/chat/index.js';
import type { Transfer } from '../../core/features/files/index.js';
import { listOf } from '../words/forms.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';
import { fileCard, type FileAction } from './file-card.js';
import { linkify } from './links.js';
import { isMessage, type Row } from './timeline.js';

/** Row of a message or a file, with sender and time. */
export function messageRow(
  words: Localize,
  { entry, first }: Row,
  onAction: (action: FileAction, transfer: Transfer) => void,
): TemplateResult {
  const own = entry.own ? 'own' : '';
  return html`<div part="message ${own && 'own-message'}" class="message ${own} ${first ? 'first' : ''}">
    ${first ? head(words, entry) : nothing}
    ${isMessage(entry) ? bubble(words, entry) : fileCard(words, entry, onAction)}
  </div>`;
}

function head(words: Localize, entry: ChatMessage | Transfer): TemplateResult {
  const when = new Date(entry.time);
  return html`<div class="head">
    ${sender(words, entry)}
    <time
      part="time"
      datetime=${when.toISOString()}
      title=${words.date(when, { dateStyle: 'full', timeStyle: 'medium' })}
      >${words.date(when, { timeStyle: 'short' })}</time
    >
  </div>`;
}

function sender(words: Localize, entry: ChatMessage | Transfer): TemplateResult {
  if (isMessage(entry)) {
    // Screen readers only: its place shows that a message is of this participant.
    return html`<bdi part="sender" class=${entry.own ? 'hidden' : 'sender'}
      >${entry.own ? words.term('you') : entry.name || words.term('guest')}</bdi
    >`;
  }
  const name = entry.participantName || words.term('guest');
  return html`<bdi part="sender" class="sender"
    >${entry.own ? words.term('fileTo', isolate(name)) : name}</bdi
  >`;
}

function bubble(words: Localize, { text, state, undelivered }: ChatMessage): TemplateResult {
  return html`<div part="bubble" class="bubble" dir="auto">${linkify(text)}</div>
    ${
      state === 'undelivered'
        ? html`<div part="undelivered" class="undelivered">
            ${words.term(
              'chatUndelivered',
              listOf(
                words,
                undelivered.map((name) => isolate(name || words.term('guest'))),
              ),
            )}
          </div>`
        : nothing
    }`;
}
