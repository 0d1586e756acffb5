/* The four kinds of candidates, as seen by the device, a STUN server, the other side, a TURN server. */
import { arrow, device, frame, numbered, type Caption } from './shapes.js';

export interface CandidateDrawingWords extends Caption {
  readonly you: string;
  readonly other: string;
}

export function candidateDrawing(words: CandidateDrawingWords, style = ''): string {
  const nat =
    '<rect class="box" x="138" y="14" width="60" height="192" rx="8"/><rect class="plate" x="144" y="20" width="48" height="20" rx="4"/><text class="name" x="168" y="34">NAT</text>';
  return frame(
    'candidates',
    words,
    [
      style,
      device(110, words.you),
      device(106, words.other, 310),
      nat,
      way(64, 34),
      way(110, 106, 268),
      way(156, 186),
      server(20, 'STUN'),
      server(172, 'TURN'),
      numbered(96, 110, 1),
      numbered(198, 64, 2),
      numbered(198, 110, 3),
      numbered(282, 186, 4),
    ].join(''),
  );
}

function way(atNat: number, atServer: number, end = 282): string {
  const middle = (198 + end) / 2;
  return `<path class="out" d="M104 110C126 110 122 ${atNat} 142 ${atNat}H198C${middle} ${atNat} ${middle} ${atServer} ${end} ${atServer}"/>${arrow(end, atServer, 'out', 1)}`;
}

function server(y: number, name: string): string {
  return `<rect class="server" x="282" y="${y}" width="68" height="28" rx="6"/><text class="name" x="${name === 'TURN' ? 320 : 316}" y="${y + 18}">${name}</text>`;
}
