import { html, nothing, type TemplateResult } from 'lit';
import { connectsDirectly, NAT_TYPES, type NatType } from '../../core/network/index.js';
import type { Localize } from '../words/localize.js';

/** A table of the types that connect directly with each other, with the row of the visitor marked. */
export const matrix = (words: Localize, own: NatType | 'unknown'): TemplateResult =>
  html`<table part="matrix">
    <caption>
      <strong>${words.term('matrix')}</strong>
      <span>${own === 'unknown' ? nothing : words.term('matrixHelp')}</span>
    </caption>
    <thead>
      <tr>
        <td></td>
        ${NAT_TYPES.map((type) => html`<th scope="col"><span>${words.term('natShort', type)}</span></th>`)}
      </tr>
    </thead>
    <tbody>
      ${NAT_TYPES.map((type) => row(words, type, type === own))}
    </tbody>
  </table>`;

const row = (words: Localize, type: NatType, own: boolean): TemplateResult =>
  html`<tr part=${own ? 'own-row' : nothing} class=${own ? 'own' : ''} aria-current=${own ? 'true' : nothing}>
    <th scope="row">
      ${words.term('natShort', type)}
      ${own ? html`<span class="you">${words.term('matrixYou')}</span>` : nothing}
    </th>
    ${NAT_TYPES.map((other) => {
      const direct = connectsDirectly(type, other);
      return html`<td class=${direct ? 'direct' : ''}>
        <span class="hidden">${words.term(direct ? 'matrixDirect' : 'matrixRelay')}</span>
      </td>`;
    })}
  </tr>`;
