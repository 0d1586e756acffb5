/* Pieces of SVG markup for the drawings, coloured by the classes in drawings.css. */

/** Text of a drawing for people who do not see it. */
export interface Caption {
  readonly title: string;
  readonly description: string;
}

/**
 * The whole drawing.
 *
 * @param id - Unique in the page: the title and the description are found by it.
 */
export function frame(id: string, { title, description }: Caption, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" class="network-drawing" viewBox="0 0 360 220" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${content}</svg>`;
}

export function device(y: number, name: string, x = 44): string {
  return `<g class="device"><rect x="${x - 26}" y="${y - 22}" width="52" height="36" rx="4"/><path d="M${x - 36} ${y + 22}h72l-6 8h-60z"/></g><text class="name" x="${x}" y="${y + 50}">${name}</text>`;
}

export function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

/** The head of an arrow whose point is here; direction 1 points to the right. */
export function arrow(x: number, y: number, kind: 'out' | 'back', direction: 1 | -1): string {
  return `<path class="head ${kind}" d="M${x} ${y}l${-8 * direction} -4.5v9z"/>`;
}

/** A tick or a cross, so that colour is not the only difference. */
export function mark(x: number, y: number, good: boolean): string {
  const sign = good ? 'M-3.5 .2l2.6 2.6 4.4-5' : 'M-3-3l6 6M3-3l-6 6';
  return `<g class="mark ${good ? 'good' : 'bad'}" transform="translate(${x} ${y})"><circle r="7"/><path d="${sign}"/></g>`;
}

/** A number in a circle, which a list beside the drawing explains. */
export function numbered(x: number, y: number, number: number): string {
  return `<g class="number" transform="translate(${x} ${y})"><circle r="10"/><text y="4">${number}</text></g>`;
}
