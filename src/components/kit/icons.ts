import { noChange } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
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
  leave: Phone,
  person: User,
  'sound-off': VolumeX,
} as const satisfies Readonly<Record<string, IconNode>>;

export type IconName = keyof typeof ICONS;

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

class IconDirective extends Directive {
  #icon: IconName | IconNode | undefined;

  render(which: IconName | IconNode): unknown {
    if (which === this.#icon) return noChange;
    this.#icon = which;
    const svg = svgElement('svg', FRAME);
    const node = typeof which === 'string' ? ICONS[which] : which;
    svg.append(...node.map(([tag, attributes]) => svgElement(tag, attributes)));
    return svg;
  }
}

/**
 * Decorative icon of the height of the text, built again only when the icon changes. Parts that are loaded later pass
 * lucide's own node in place of a name.
 */
export const icon: (which: IconName | IconNode) => DirectiveResult = directive(IconDirective);
