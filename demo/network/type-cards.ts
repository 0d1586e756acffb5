import { connectsDirectly } from 'rtc-elements/core/network';
import { candidateDrawing } from './candidate-drawing.js';
import { byId, drawing, make } from './dom.js';
import { natDrawing } from './nat-drawing.js';
import { NAT_TYPES, type NatType } from './nat-types.js';
import type { Words } from './terms.js';

/** Fills in the drawings: the kinds of candidates, and a card for each type of NAT. */
export function showDrawings(words: Words): void {
  const { you, other, firewall } = words;
  byId('div', 'candidate-drawing').append(
    drawing(candidateDrawing({ ...words.candidateDrawing, you, other })),
  );
  for (const type of NAT_TYPES) {
    const { name, rfc4787, text, drawing: description } = words.nat[type];
    const card = make(
      'li',
      'type',
      make('h3', '', name),
      make('p', 'behaviour', rfc4787),
      drawing(natDrawing(type, { title: name, description, you, firewall })),
      make('p', '', text),
      make('p', 'direct', partners(type, words)),
    );
    card.dataset['type'] = type;
    byId('ul', 'types').append(card);
  }
}

/** Marks the card of the visitor's own type; `unknown` has none. */
export function markOwnType(type: string, words: Words): void {
  for (const card of byId('ul', 'types').children as HTMLCollectionOf<HTMLElement>) {
    const isOwn = card.dataset['type'] === type;
    card.classList.toggle('own', isOwn);
    card.querySelector('.yours')?.remove();
    if (isOwn) card.querySelector('h3')?.after(make('p', 'yours', words.yours));
  }
}

function partners(type: NatType, words: Words): string {
  const direct = NAT_TYPES.filter((other) => connectsDirectly(type, other));
  if (direct.length === 0) return words.directWithNobody;
  return words.direct(direct.map((other) => words.nat[other].name).join(words.listJoin));
}
