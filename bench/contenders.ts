import { join } from 'node:path';
import { ROOT } from '../scripts/lib/processes.js';
import type { Command } from './lib/children.js';
import { BUILT } from './lib/transpile.js';
import type { Dialect } from './load/dialects.js';

/** A server that is compared. */
export interface Contender {
  readonly name: string;
  readonly dialect: Dialect;
  /** Path of the URL that clients connect to. */
  readonly path: string;
  readonly command: (port: number) => Command;
  /** Whether joining tells the others of the room, so that the cost of it can be compared. */
  readonly hasRooms: boolean;
}

const own =
  (name: string, ...args: string[]) =>
  (port: number): Command => ({
    file: join(BUILT, 'bench/servers', name),
    args: [String(port), ...args],
  });

const HOST = ['--host', '127.0.0.1', '--log-level', 'error'];

/** All clients come from one address and send as fast as they can; places of those who went would count as full. */
const LIMITS_LIFTED = [
  ...['--max-participants', '100', '--grace', '0'],
  ...['--sockets-per-address', '1000000', '--joins-per-second', '1000000'],
  ...['--messages-per-second', '1000000', '--max-rooms', '1000000', '--max-members', '1000000'],
];

const started =
  (...set: string[]) =>
  (port: number, ...flags: string[]): Command => ({
    file: join(BUILT, 'server/cli.js'),
    args: ['--port', String(port), ...HOST, ...set, ...flags],
  });

export const rtcSignal = started(...LIMITS_LIFTED);

export const OURS: Contender = {
  name: 'rtc-elements',
  dialect: 'rtc-elements',
  path: '/signal',
  command: rtcSignal,
  hasRooms: true,
};

/** As an operator starts it who has set nothing. */
export const PROTECTED: Contender = { ...OURS, command: started() };

export const BARE: Contender = {
  name: 'bare ws',
  dialect: 'bare-ws',
  path: '/relay',
  command: own('bare-ws.js'),
  hasRooms: true,
};

/** All servers in the order in which every table lists them. */
export const CONTENDERS: readonly Contender[] = [
  OURS,
  BARE,
  {
    name: 'socket.io',
    dialect: 'socket-io',
    path: '/socket.io/?EIO=4&transport=websocket',
    command: own('socket-io.js', '100'),
    hasRooms: true,
  },
  {
    name: 'PeerJS server',
    dialect: 'peerjs',
    path: '/peerjs',
    command: own('peerjs.js'),
    hasRooms: false,
  },
  {
    name: 'y-webrtc server',
    dialect: 'y-webrtc',
    path: '/',
    command: (port) => ({
      file: join(ROOT, 'bench/node_modules/y-webrtc/bin/server.js'),
      env: { PORT: String(port) },
    }),
    hasRooms: false,
  },
];
