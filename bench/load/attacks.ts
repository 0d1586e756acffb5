import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../src/protocol/index.js';

/** What is attacked. */
export interface Target {
  readonly port: number;
  readonly url: string;
}

const CROWD = 1000;
const DRIP_MS = 200;
/** So many long messages may come at once, and one more after each pause. */
const BURST = 15;
const REST_MS = 700;
/** What a flood keeps ready to be sent. */
const HIGH_WATER = 256 * 1024;

/** Each resolves when it is under way, and goes on until the process is killed. */
export const ATTACKS = {
  /** One member sends as much as it can, and comes back whenever it is sent away. */
  async flood(target: Target): Promise<void> {
    const { socket } = await member(target, 'flood');
    const send = (): void => {
      if (socket.readyState !== WebSocket.OPEN) {
        void ATTACKS.flood(target).catch(giveUp);
        return;
      }
      for (let i = 0; socket.bufferedAmount < HIGH_WATER && i < 100; i += 1) {
        socket.send('{"type":"signal","to":"nobody","payload":1}');
      }
      setImmediate(send);
    };
    send();
  },

  /** One member reads nothing, another one of the room sends to it what it may; and again with the next one. */
  async slowReader(target: Target): Promise<void> {
    const reader = await member(target, 'slow');
    reader.socket.pause();
    const { socket: writer, others } = await member(target, 'slow');
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
    for (let n = 0; n < CROWD; n += 1) (await member(target, `half-open-${n}`)).socket.pause();
  },

  /** A thousand requests whose headers never end. */
  async slowHeaders({ port }: Target): Promise<void> {
    const open = async (): Promise<void> => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write('GET /signal HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      const drip = setInterval(() => socket.write('x'), DRIP_MS);
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        void open().catch(() => {});
      });
      socket.resume();
    };
    for (let n = 0; n < CROWD; n += 1) await open();
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

async function member({ url }: Target, room: string): Promise<Member> {
  const socket = new WebSocket(url, SUBPROTOCOL, { perMessageDeflate: false, autoPong: false });
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'join', id: 1, room, instance: 'x' }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  const { participants = [] } = JSON.parse(data.toString()) as { participants?: Member['others'] };
  return { socket, others: participants };
}
