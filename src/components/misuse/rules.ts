import { attributeMisuses } from './attribute-rules.js';
import { belongingMisuses } from './belonging-rules.js';
import { callMisuses } from './call-rules.js';
import { childMisuses } from './child-rules.js';
import type { Found } from './found.js';
import type { PageElement } from './page-elements.js';
import { valueMisuses } from './value-rules.js';

/** All misuses of an element. */
export async function misusesOf(element: PageElement): Promise<Found[]> {
  return [
    ...belongingMisuses(element),
    ...attributeMisuses(element),
    ...valueMisuses(element),
    ...childMisuses(element),
    ...(await callMisuses(element)),
  ];
}
