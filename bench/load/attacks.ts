import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../src/protocol/index.js';

/** The server that is attacked. */
export interface Target {
  readonly port: number;
  readonly url: string;
  /** Number of the network from which the harm comes. On Linux all of 127.0.0.0/8 is this machine. */
  readonly network: number;
}

const CROWD = 1000;
/** As many connections as one address may have. */
const CROWD_PER_ADDRESS = 200;
const DRIP_MS = 200;
/** So much later a flooder comes again who was sent away or refused. */
const RETRY_MS = 10;
/** Message of which a flood consists, and the number that is sent at once. */
const NONSENSE = '{"type":"signal","to":"nobody","payload":1}';
const PIECE = 1000;
/** So many long messages may come at once, and one more after each pause. */
const BURST = 15;
const REST_MS = 700;

/** Each resolves when it is under way, and goes on until the process is killed. */
export const ATTACKS = {
  /** One member sends as much as it can, and comes back whenever it is sent away, or tries to. */
  async flood(target: Target): Promise<void> {
    const again = (): void => void ATTACKS.flood(target).catch(giveUp);
    const { socket } = await member(target).catch((): Partial<Member> => ({}));
    if (!socket) return void setTimeout(again, RETRY_MS);
    // Waits until the system has taken a piece: a busy flooder would take a processor from the server.
    const send = (): void => {
      for (let n = 1; n < PIECE; n += 1) socket.send(NONSENSE);
      if (socket.readyState === WebSocket.OPEN) socket.send(NONSENSE, send);
    };
    send();
    const look = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) return;
      clearInterval(look);
      again();
    }, RETRY_MS);
  },

  /** One member reads nothing, another one of the room sends to it what it may; and again with the next one. */
  async slowReader(target: Target): Promise<void> {
    const room = newRoom();
    const reader = await member(target, { room });
    reader.socket.pause();
    const { socket: writer, others } = await member(target, { room });
    const frame = JSON.stringify({ type: 'signal', to: others[0]?.id, payload: 'x'.repeat(60_000) });
    for (let sent = 0; sent < BURST; sent += 1) writer.send(frame);
    const rest = setInterval(() => writer.send(frame), REST_MS);
    writer.on('message', (data: Buffer) => {
      if (!data.toString().includes('participant-away')) return;
      clearInterval(rest);
      for (const socket of [reader.socket, writer]) socket.terminate();
      void ATTACKS.slowReader(target).catch(giveUp);
    });
  },

  /** A thousand members of whom nothing more is heard, and who read nothing. */
  async halfOpen(target: Target): Promise<void> {
    for (let n = 0; n < CROWD; n += 1) {
      (await member(target, { host: hostOf(n) })).socket.pause();
    }
  },

  /** A thousand requests whose headers never end. */
  async slowHeaders(target: Target): Promise<void> {
    const open = async (host: number): Promise<void> => {
      const localAddress = addressOf(target, host);
      const socket = connect({ port: target.port, host: '127.0.0.1', localAddress });
      await once(socket, 'connect');
      socket.write('GET /signal HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      const drip = setInterval(() => socket.write('x'), DRIP_MS);
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        void open(host).catch(() => {});
      });
      socket.resume();
    };
    for (let n = 0; n < CROWD; n += 1) await open(hostOf(n));
  },
} as const;

export type Attack = keyof typeof ATTACKS;

/** An attack that has ended early would count as a good server. */
function giveUp(error: unknown): never {
  console.error(error);
  process.exit(1);
}

interface Member {
  readonly socket: WebSocket;
  readonly others: readonly { readonly id: string }[];
}

/** Each address has as many of a crowd as it may. */
const hostOf = (n: number): number => 1 + Math.floor(n / CROWD_PER_ADDRESS);

const addressOf = ({ network }: Target, host = 1): string => `127.0.${network}.${host}`;

let rooms = 0;
const newRoom = (): string => `attacked-${(rooms += 1)}`;

/** Rejects where the server does not take the socket. A join that is refused is as good as any: there is a socket. */
async function member(target: Target, { room = newRoom(), host = 1 } = {}): Promise<Member> {
  const options = { perMessageDeflate: false, autoPong: false, localAddress: addressOf(target, host) };
  const socket = new WebSocket(target.url, SUBPROTOCOL, options);
  await once(socket, 'open');
  socket.on('error', () => {});
  socket.send(JSON.stringify({ type: 'join', id: 1, room, instance: 'x' }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  const { participants = [] } = JSON.parse(data.toString()) as { participants?: Member['others'] };
  return { socket, others: participants };
}
