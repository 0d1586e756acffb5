/* The decision tree of RFC 3489, section 10.1, with the attributes of RFC 5780. */

interface Place {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

const QUESTIONS = {
  first: { x: 300, y: 36, lines: ['Test I', 'Does the server answer?'] },
  own: { x: 300, y: 120, lines: ['Is the mapped address', 'the own one?'] },
  openFilter: { x: 166, y: 204, lines: ['Test II', 'Answer from elsewhere?'] },
  coneFilter: { x: 454, y: 204, lines: ['Test II', 'Answer from elsewhere?'] },
  mapping: { x: 454, y: 288, lines: ['Test I′', 'The same mapped address?'] },
  port: { x: 454, y: 372, lines: ['Test III', 'Answer from another port?'] },
} satisfies Record<string, Place>;

const RESULTS = {
  noUdp: { x: 620, y: 36, lines: ['UDP is blocked'] },
  open: { x: 90, y: 288, lines: ['Open'] },
  firewall: { x: 250, y: 288, lines: ['Firewall'] },
  fullCone: { x: 672, y: 204, lines: ['Full cone'] },
  symmetric: { x: 672, y: 288, lines: ['Symmetric'] },
  address: { x: 370, y: 456, lines: ['Address-restricted'] },
  portRestricted: { x: 544, y: 456, lines: ['Port-restricted'] },
} satisfies Record<string, Place>;

/** From one place to another, and the answer that leads there. */
const WAYS: readonly (readonly [Place, Place, 'yes' | 'no'])[] = [
  [QUESTIONS.first, RESULTS.noUdp, 'no'],
  [QUESTIONS.first, QUESTIONS.own, 'yes'],
  [QUESTIONS.own, QUESTIONS.openFilter, 'yes'],
  [QUESTIONS.own, QUESTIONS.coneFilter, 'no'],
  [QUESTIONS.openFilter, RESULTS.open, 'yes'],
  [QUESTIONS.openFilter, RESULTS.firewall, 'no'],
  [QUESTIONS.coneFilter, RESULTS.fullCone, 'yes'],
  [QUESTIONS.coneFilter, QUESTIONS.mapping, 'no'],
  [QUESTIONS.mapping, RESULTS.symmetric, 'no'],
  [QUESTIONS.mapping, QUESTIONS.port, 'yes'],
  [QUESTIONS.port, RESULTS.address, 'yes'],
  [QUESTIONS.port, RESULTS.portRestricted, 'no'],
];

const QUESTION = { width: 208, height: 48 };
const RESULT = { width: 146, height: 34 };

/** Markup of the drawing; `style` comes first in it. */
export function decisionTree(style: string): string {
  const title = 'The decision tree of RFC 3489';
  const description = [
    'Test I: without an answer, UDP is blocked.',
    'If the mapped address is the device’s own, test II follows: an answer from elsewhere means open, none means firewall.',
    'If it is not, test II follows as well: an answer from elsewhere means full cone.',
    'Without one, test I′ follows: another mapped address means symmetric.',
    'With the same one, test III follows: an answer from another port means address-restricted, none means port-restricted.',
  ].join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" class="network-drawing" viewBox="0 0 756 490" role="img" aria-labelledby="tree-title tree-desc"><title id="tree-title">${title}</title><desc id="tree-desc">${description}</desc>${style}${[
    ...WAYS.map(way),
    ...Object.values(QUESTIONS).map((place) => box(place, QUESTION, 'server')),
    ...Object.values(RESULTS).map((place) => box(place, RESULT, 'result')),
  ].join('')}</svg>`;
}

function box({ x, y, lines }: Place, { width, height }: typeof QUESTION, kind: string): string {
  const text = lines.map((line, index) => {
    const baseline = y + 4 + (index - (lines.length - 1) / 2) * 16;
    return `<text x="${x}" y="${baseline}">${line}</text>`;
  });
  const colours = kind === 'result' ? ' fill="none" stroke="var(--accent)" stroke-width="2"' : '';
  return `<rect class="${kind}" x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="8"${colours}/>${text.join('')}`;
}

/** Sideways to what is beside, down to what is below, and down after a turn to what is both. */
function way([from, to, answer]: readonly [Place, Place, string]): string {
  const size = Object.values<Place>(RESULTS).includes(to) ? RESULT : QUESTION;
  if (from.y === to.y) {
    const [start, end] = [from.x + QUESTION.width / 2, to.x - size.width / 2];
    return `<path class="out" d="M${start} ${from.y}H${end - 6}"/>${head(end, from.y, 'right')}<text class="note" x="${(start + end) / 2 - 4}" y="${from.y - 6}">${answer}</text>`;
  }
  const [start, end] = [from.y + QUESTION.height / 2, to.y - size.height / 2];
  const middle = (start + end) / 2 - 3;
  const label = from.x === to.x ? to.x + 16 : to.x + (to.x < from.x ? -16 : 16);
  return `<path class="out" d="M${from.x} ${start}V${middle}H${to.x}V${end - 6}"/>${head(to.x, end, 'down')}<text class="note" x="${label}" y="${middle + 12}">${answer}</text>`;
}

function head(x: number, y: number, direction: 'right' | 'down'): string {
  const shape = direction === 'right' ? 'l-8 -4.5v9z' : 'l-4.5 -8h9z';
  return `<path class="head out" d="M${x} ${y}${shape}"/>`;
}
