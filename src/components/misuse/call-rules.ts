import { checkOptions } from '../../core/call/configuration.js';
import type { CallSession } from '../../core/index.js';
import { isServerless } from '../../core/signaling/serverless.js';
import { webSocketUrl } from '../../core/signaling/web-socket-url.js';
import type { Found } from './found.js';
import { tagOf, type PageElement } from './page-elements.js';

const shortcutKeys = () => import('../rtc-shortcuts/shortcut-keys.js');

/** An `<rtc-call>`, as far as the rules need it. */
interface Call extends PageElement {
  readonly session: CallSession;
  readonly signaling: string;
  readonly room: string;
  readonly transport: object | undefined;
  readonly autojoin: boolean;
  readonly shortcuts: string;
}

/** Options that no call can be joined with, and a server that does not fit. */
export async function callMisuses(element: PageElement): Promise<Found[]> {
  if (tagOf(element) !== 'rtc-call') return [];
  const call = element as Call;
  return [
    ...optionMisuses(call),
    ...(call.signaling && !call.transport ? signalingMisuses(call.signaling) : []),
    ...(await shortcutMisuses(call)),
  ];
}

function optionMisuses(call: Call): Found[] {
  const { room, signaling, transport, session } = call;
  const found: Found[] = [];
  const missing = [...(signaling || transport ? [] : ['signaling']), ...(room ? [] : ['room'])];
  if (missing.length > 0 && isMeantToBeJoined(call)) found.push(['incomplete-call', missing.join(' and ')]);
  if (room && !isRoom(room)) found.push(['bad-room']);
  if (!isSecureContext) found.push(['insecure-page']);
  const { code = '', message = '' } = session.error ?? {};
  // The second is an answer to the join that cannot be read.
  if (['unsupported-version', 'bad-message'].includes(code)) found.push(['old-server', message]);
  // Elsewhere it may be the network of the visitor.
  if (code === 'server-unreachable' && isOwnMachine(location.hostname)) found.push(['no-server', message]);
  return found;
}

const isOwnMachine = (host: string): boolean => /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(host);

function isRoom(room: string): boolean {
  try {
    checkOptions({ room, signaling: 'loopback:' });
    return true;
  } catch {
    return false;
  }
}

/** A page with an interface of its own may set the options right before it joins. */
function isMeantToBeJoined(call: Call): boolean {
  const hasLobby = Array.from(call.children).every(({ slot }) => slot) && call.getClientRects().length > 0;
  return call.autojoin || hasLobby || call.session.state === 'failed';
}

function signalingMisuses(signaling: string): Found[] {
  if (isServerless(signaling)) return [];
  try {
    const { protocol, hostname } = new URL(webSocketUrl(signaling));
    const isBlocked = location.protocol === 'https:' && protocol === 'ws:' && hostname !== 'localhost';
    return isBlocked ? [['insecure-signaling', signaling]] : [];
  } catch {
    return [['bad-signaling', signaling]];
  }
}

async function shortcutMisuses({ shortcuts }: Call): Promise<Found[]> {
  if (!shortcuts) return [];
  const { readShortcuts } = await shortcutKeys();
  const { errors } = readShortcuts(shortcuts);
  return errors.length > 0 ? [['bad-shortcuts', errors.map(({ message }) => message).join(' ')]] : [];
}
