import { noChange } from 'lit';
import { Directive, directive, type ChildPart, type DirectiveResult } from 'lit/directive.js';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Mic from 'lucide/dist/esm/icons/mic.mjs';
import MicOff from 'lucide/dist/esm/icons/mic-off.mjs';
import Phone from 'lucide/dist/esm/icons/phone.mjs';
import ScreenShare from 'lucide/dist/esm/icons/screen-share.mjs';
import ScreenShareOff from 'lucide/dist/esm/icons/screen-share-off.mjs';
import User from 'lucide/dist/esm/icons/user-round.mjs';
import Video from 'lucide/dist/esm/icons/video.mjs';
import VideoOff from 'lucide/dist/esm/icons/video-off.mjs';
import VolumeX from 'lucide/dist/esm/icons/volume-x.mjs';
import { composedAncestors } from '../../internal/composed-tree.js';

/** An icon as lucide has them: the elements inside of its `<svg>`. */
export type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

const ICONS = {
  alert: CircleAlert,
  microphone: Mic,
  'microphone-off': MicOff,
  camera: Video,
  'camera-off': VideoOff,
  screen: ScreenShare,
  'screen-off': ScreenShareOff,
  // A receiver that is put down.
  leave: [['path', { ...Phone[0]?.[1], transform: 'rotate(135 12 12)' }]],
  person: User,
  'sound-off': VolumeX,
} as const satisfies Readonly<Record<string, IconNode>>;

export type IconName = keyof typeof ICONS;

/** A name, with lucide's own node in parts that are loaded later and bring their icons along. */
export type Icon = IconName | readonly [name: string, node: IconNode];

const FRAME = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '2',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
  'aria-hidden': 'true',
};

function svgElement(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function drawing(node: IconNode): SVGElement {
  const svg = svgElement('svg', FRAME);
  svg.append(...node.map(([tag, attributes]) => svgElement(tag, attributes)));
  return svg;
}

/** A copy of the icon that the page has put into the slot of an element around this one, or into its own. */
function copyOf(name: string, host: Element | undefined): Node | undefined {
  for (const { children } of composedAncestors(host))
    for (const child of children) if (child.slot === name) return child.cloneNode(true);
  return undefined;
}

class IconDirective extends Directive {
  #name = '';

  render(which: Icon): unknown {
    return which;
  }

  override update({ options }: ChildPart, [which]: [Icon]): unknown {
    const [name, node] = typeof which === 'string' ? [which, ICONS[which]] : which;
    if (name === this.#name) return noChange;
    this.#name = name;
    const slot = document.createElement('slot');
    slot.name = `icon-${name}`;
    slot.append(copyOf(slot.name, options?.host as Element | undefined) ?? drawing(node));
    return slot;
  }
}

/**
 * Decorative icon of the height of the text, built again only when the icon changes. A page replaces it by a child with
 * `slot="icon-NAME"`: of the element itself, or of one around it, which is copied for each element inside.
 */
export const icon: (which: Icon) => DirectiveResult = directive(IconDirective);
