import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidateDrawing } from '../../demo/network/candidate-drawing.js';
import { natDrawing } from '../../demo/network/nat-drawing.js';
import { NAT_TYPES } from '../../demo/network/nat-types.js';
import { en } from '../../demo/network/words-en.js';
import { ROOT } from '../lib/processes.js';
import { decisionTree } from './decision-tree.js';

/** The colours of the demo pages, light and dark. */
const COLOURS = {
  page: ['#fff', '#16181c'],
  ink: ['#191c21', '#f1f3f5'],
  quiet: ['#565d69', '#a9b0bb'],
  line: ['#d5d9e0', '#343942'],
  control: ['#e9ebef', '#30343c'],
  accent: ['#2456d6', '#9dbcff'],
  'on-accent': ['#fff', '#0c1a38'],
  good: ['#146c38', '#7ddca0'],
  bad: ['#b3261e', '#ff9d94'],
} as const;

/** The drawings of docs/connectivity.md, by name: those of the demo, as files that stand alone. */
export function networkDrawings(): Map<string, string> {
  const style = standaloneStyle();
  const { you, other, firewall } = en;
  const drawings = new Map<string, string>();
  for (const type of NAT_TYPES) {
    const { name, drawing } = en.nat[type];
    const words = { title: name, description: drawing, you, firewall };
    drawings.set(`${type}.svg`, `${natDrawing(type, words, style)}\n`);
  }
  drawings.set('candidates.svg', `${candidateDrawing({ ...en.candidateDrawing, you, other }, style)}\n`);
  drawings.set('decision-tree.svg', `${decisionTree(style)}\n`);
  return drawings;
}

/** A background of its own keeps a drawing readable where the page around it has another colour scheme. */
function standaloneStyle(): string {
  const css = readFileSync(join(ROOT, 'demo/network/drawings.css'), 'utf8')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .trim();
  const colours = (scheme: 0 | 1): string =>
    Object.entries(COLOURS)
      .map(([name, values]) => `--${name}:${values[scheme]}`)
      .join(';');
  const font = 'font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif';
  return `<style>svg{${colours(0)};${font}}@media(prefers-color-scheme:dark){svg{${colours(1)}}}.background{fill:var(--page)}${css}</style><rect class="background" width="100%" height="100%" rx="12"/>`;
}
