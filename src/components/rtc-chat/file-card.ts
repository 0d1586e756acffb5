import { html, nothing, type TemplateResult } from 'lit';
import File from 'lucide/dist/esm/icons/file.mjs';
import type { Transfer } from '../../core/features/files/index.js';
import { icon } from '../kit/icons.js';
import { single } from '../kit/single-press.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';

export type FileAction = 'accept' | 'decline' | 'cancel' | 'save';

const LABELS = {
  accept: 'fileAccept',
  decline: 'fileDecline',
  cancel: 'fileCancel',
  save: 'fileSave',
} as const;

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Card of a file that is offered, being transferred, or received, with the buttons for its state. */
export function fileCard(
  words: Localize,
  transfer: Transfer,
  onAction: (action: FileAction, transfer: Transfer) => void,
): TemplateResult {
  const { id, name, size, state, transferred } = transfer;
  const [ending = ''] = /\.[^.]{1,16}$/.exec(name) ?? [];
  const moving = state === 'transferring';
  return html`<div part="file" class="file ${state}" role="group" aria-label=${name} data-id=${id}>
    <span class="symbol">${icon(['file', File])}</span>
    <div class="facts">
      <bdi part="file-name" class="file-name" title=${name}
        ><span class="stem">${name.slice(0, name.length - ending.length)}</span>${ending}</bdi
      >
      <span class="line">
        <span part="file-size">${sizeOf(words, size)}</span>
        <span part="file-status" class="file-status">${statusOf(words, transfer)}</span>
      </span>
    </div>
    ${
      moving
        ? html`<progress
            part="progress"
            aria-label=${words.term('fileProgress', isolate(name))}
            max=${size || 1}
            .value=${transferred}
          ></progress>`
        : nothing
    }
    <div class="actions">
      ${actionsOf(transfer).map((action) => {
        const label = words.term(LABELS[action]);
        return html`<button
          part="button ${action}-button"
          class=${action === 'accept' || action === 'save' ? 'primary' : ''}
          type="button"
          aria-label=${words.term('fileAction', label, isolate(name))}
          @click=${single(() => onAction(action, transfer))}
        >
          ${label}
        </button>`;
      })}
    </div>
  </div>`;
}

function actionsOf({ own, state, blob }: Transfer): readonly FileAction[] {
  if (state === 'offered') return own ? ['cancel'] : ['accept', 'decline'];
  if (state === 'transferring') return ['cancel'];
  return blob ? ['save'] : [];
}

/** State of a transfer, in words; nothing while it is the person's turn. */
export function statusOf(words: Localize, transfer: Transfer): string {
  const { own, state, reason, size, transferred } = transfer;
  const name = isolate(transfer.participantName || words.term('guest'));
  if (reason) return words.term('fileFailed', reason);
  switch (state) {
    case 'offered':
      return own ? words.term('fileWaiting', name) : '';
    case 'transferring':
      return words.number(size ? transferred / size : 0, { style: 'percent' });
    case 'done':
      return words.term(own ? 'fileSent' : 'fileReceived');
    case 'declined':
      return own ? words.term('fileDeclinedBy', name) : words.term('fileDeclined');
    default:
      return words.term('fileCancelled');
  }
}

/** Formats a number of bytes. */
function sizeOf(words: Localize, bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return words.number(bytes / 1000 ** step, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  });
}
