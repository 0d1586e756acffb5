import type { Source } from '../../core/index.js';

/** Names of the colours of plots: of the lines by their source, and of what is around them. */
export const COLORS = ['text', 'quiet', 'border', 'microphone', 'camera', 'screen', 'screen-audio'] as const;

/** Colours as a canvas takes them, which knows no custom properties. */
export interface Palette extends Readonly<Record<Exclude<(typeof COLORS)[number], Source>, string>> {
  readonly lines: Readonly<Record<Source | 'text', string>>;
  /** Family of the text. */
  readonly font: string;
  /** Size of the text, in px. */
  readonly size: number;
}

/** Reads the colours of the present theme from an element that holds one element for each, named by `data-color`. */
export function readPalette(place: Element): Palette {
  const style = getComputedStyle(place);
  const read = (name: string): string => {
    const named = place.querySelector(`[data-color="${name}"]`);
    return named ? getComputedStyle(named).color : style.color;
  };
  const text = read('text');
  return {
    text,
    quiet: read('quiet'),
    border: read('border'),
    lines: {
      text,
      microphone: read('microphone'),
      camera: read('camera'),
      screen: read('screen'),
      'screen-audio': read('screen-audio'),
    },
    font: style.fontFamily,
    size: parseFloat(style.fontSize),
  };
}
