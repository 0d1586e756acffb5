import { make } from './dom.js';
import type { DescriptionLine, Words } from './terms.js';

const LINES: readonly DescriptionLine[] = [
  'o=',
  'm=',
  'a=ice-ufrag',
  'a=fingerprint',
  'a=setup',
  'a=mid',
  'a=sendrecv',
  'a=recvonly',
  'a=rtpmap',
];

/** A session description: its most telling lines with what they mean, and the whole of it. */
export function describe({ type, sdp }: RTCSessionDescription, words: Words): HTMLElement {
  const lines = sdp.trim().split(/\r?\n/);
  const list = make('dl', 'lines');
  for (const start of LINES) {
    const line = lines.find((candidate) => candidate.startsWith(start));
    if (line === undefined) continue;
    list.append(make('dt', '', shortened(line)), make('dd', '', words.descriptionLines[start]));
  }
  const text = make(
    'pre',
    'sdp',
    lines.map((line) => withoutPassword(line, words.hiddenPassword)).join('\n'),
  );
  text.tabIndex = 0;
  text.setAttribute('role', 'region');
  text.setAttribute('aria-label', words.wholeDescription(type));
  const whole = make('details', 'whole', make('summary', '', words.wholeDescription(type)), text);
  return make('div', 'description', list, whole);
}

/** The codec that both sides have chosen: the first one that the answer names. */
export function firstCodec(sdp: string): string {
  return /a=rtpmap:\d+ (\S+)/.exec(sdp)?.[1] ?? '';
}

/** A password that is seen on a shared screen lets others pretend to be this side. */
function withoutPassword(line: string, hidden: string): string {
  return line.startsWith('a=ice-pwd:') ? `a=ice-pwd:${hidden}` : line;
}

function shortened(line: string): string {
  return line.length > 56 ? `${line.slice(0, 55)}…` : line;
}
