import { io } from 'socket.io-client';
import type { Seat } from '../client.js';
import type { Regular } from '../regular.js';

/** socket.io's own client, with its pauses. Each has a connection of its own, as pages have. */
export class SocketIoRegular implements Regular {
  onIn: () => void = () => {};
  readonly #socket: ReturnType<typeof io>;

  constructor(url: string, { room }: Seat) {
    const { origin } = new URL(url.replace(/^ws/, 'http'));
    this.#socket = io(origin, { transports: ['websocket'], forceNew: true, autoConnect: false });
    // As in the tutorials: who is connected joins.
    this.#socket.on('connect', () => this.#socket.emit('join', room));
    this.#socket.on('joined', () => this.onIn());
  }

  start(): void {
    this.#socket.connect();
  }

  stop(): void {
    this.#socket.disconnect();
  }
}
