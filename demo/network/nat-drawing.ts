/*
 * The drawings of the NAT types: a device, what stands before it, and two servers. The device has sent one packet to
 * port 1 of server A (a symmetric NAT also one to B); the drawing shows which packets come back in.
 */
import { BEHAVIOUR, type NatBehaviour, type NatType } from './nat-types.js';
import { arrow, curve, device, frame, mark, type Caption } from './shapes.js';

/** The words in a drawing. */
export interface NatDrawingWords extends Caption {
  readonly you: string;
  readonly firewall: string;
}

interface Packet {
  /** Height at the server, and at the box. */
  readonly from: number;
  readonly to: number;
  readonly passes: boolean;
  /** Horizontal position of the end of its arrow. */
  readonly until: number;
}

const A1 = 44;
const A2 = 100;
const B1 = 176;
const DEVICE_Y = 110;
const BOX = { left: 132, right: 196 };
const SERVERS = 290;

/** Markup of the drawing of one type, coloured by the classes in it. */
export function natDrawing(type: NatType, words: NatDrawingWords, style = ''): string {
  const content = type === 'no-udp' ? withoutUdp() : packets(BEHAVIOUR[type]);
  return frame(
    `nat-${type}`,
    words,
    [style, device(DEVICE_Y, words.you), box(BEHAVIOUR[type], words), servers(), content].join(''),
  );
}

function box({ box }: NatBehaviour, words: NatDrawingWords): string {
  if (box === 'none') return '';
  const bricks =
    box === 'firewall'
      ? '<path class="bricks" d="M132 56h64M132 92h64M132 128h64M132 164h64M164 20v36M148 56v36M180 56v36M164 92v36M148 128v36M180 128v36M164 164v36"/>'
      : '';
  const name = box === 'nat' ? 'NAT' : words.firewall;
  return `<rect class="box" x="132" y="20" width="64" height="180" rx="8"/>${bricks}<rect class="plate" x="137" y="26" width="54" height="20" rx="4"/><text class="name" x="164" y="40">${name}</text>`;
}

function servers(): string {
  const port = (y: number, name: string): string =>
    `<rect class="port" x="${SERVERS}" y="${y - 13}" width="42" height="26" rx="5"/><text class="mono" x="${SERVERS + 21}" y="${y + 4}">${name}</text>`;
  return `<rect class="server" x="282" y="16" width="66" height="114" rx="8"/><text class="name" x="340" y="76">A</text><rect class="server" x="282" y="150" width="66" height="52" rx="8"/><text class="name" x="340" y="181">B</text>${port(A1, ':1')}${port(A2, ':2')}${port(B1, ':1')}`;
}

function packets(behaviour: NatBehaviour): string {
  const { box, portPerDestination, lets } = behaviour;
  const hole = portPerDestination ? 82 : DEVICE_Y;
  const other = portPerDestination ? 152 : hole;
  const back: Packet[] = [
    { from: A1 + 7, to: hole + 5, passes: true, until: BOX.right },
    { from: A2, to: hole + 5, passes: lets !== 'known-port', until: 246 },
    // B knows the upper port only: that is the address that the device would give to others.
    { from: portPerDestination ? B1 - 6 : B1, to: hole + 5, passes: lets === 'everybody', until: 224 },
  ];
  const inner =
    box === 'none'
      ? `<path class="out" d="M84 106H196"/><path class="back passes" d="M196 115H84"/>${arrow(84, 115, 'back', -1)}`
      : inside(box === 'nat', hole, portPerDestination ? other : undefined);
  return [
    inner,
    `<path class="out" d="${curve(BOX.right, hole - 4, SERVERS, A1 - 7)}"/>`,
    arrow(SERVERS, A1 - 7, 'out', 1),
    portPerDestination
      ? `<path class="out" d="${curve(BOX.right, other, SERVERS, B1 + 8)}"/>${arrow(SERVERS, B1 + 8, 'out', 1)}`
      : '',
    ...back.map(incoming),
  ].join('');
}

/** The way through the box, with the public port that it has opened. */
function inside(translates: boolean, hole: number, second: number | undefined): string {
  const port = (y: number, name: string): string =>
    translates
      ? `<rect class="plate" x="139" y="${y - 23}" width="50" height="16" rx="4"/><text class="mono" x="164" y="${y - 11}">${name}</text>`
      : '';
  const way = `<path class="out" d="M84 104H116C128 104 128 ${hole - 4} 140 ${hole - 4}H${BOX.right}"/><path class="back passes" d="M${BOX.right} ${hole + 5}H140C128 ${hole + 5} 128 116 116 116H84"/>${arrow(84, 116, 'back', -1)}${port(hole, ':40001')}`;
  if (second === undefined) return way;
  return `${way}<path class="out" d="M84 124H116C128 124 128 ${second} 140 ${second}H${BOX.right}"/>${port(second + 26, ':40002')}`;
}

function incoming({ from, to, passes, until }: Packet): string {
  if (passes) {
    const verdict = mark(268, from + (to - from) * 0.1, true);
    return `<path class="back passes" d="${curve(SERVERS, from, BOX.right, to)}"/>${arrow(BOX.right, to, 'back', -1)}${verdict}`;
  }
  const end = round(from + ((to - from) * (SERVERS - until)) / (SERVERS - BOX.right));
  return `<path class="back stopped" d="${curve(SERVERS, from, until + 3, end)}"/><path class="bar" d="M${until} ${end - 8}v16"/>${mark(268, from + (end - from) * 0.15, false)}`;
}

/** A device whose UDP goes nowhere, and that reaches a relay by TCP. */
function withoutUdp(): string {
  return `<path class="out stopped" d="M84 104H122"/><path class="bar" d="M126 95v18"/><text class="mono" x="103" y="94">UDP</text><path class="out" d="M84 124H140C240 124 220 ${B1} ${SERVERS} ${B1}"/>${arrow(SERVERS, B1, 'out', 1)}<rect class="plate" x="144" y="130" width="40" height="16" rx="4"/><text class="mono" x="164" y="142">TCP</text><text class="note" x="315" y="216">TURN</text>${mark(264, B1 - 1, true)}${mark(108, 104, false)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
