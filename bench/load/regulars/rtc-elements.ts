import { WebSocket } from 'ws';
import { WebSocketSignaling } from '../../../src/core/signaling/web-socket-signaling.js';
import type { Seat } from '../client.js';
import type { Regular } from '../regular.js';

/** The `WebSocket` of browsers, which Node 20 lacks. An error that nobody listens to ends nothing there. */
class BrowserSocket extends WebSocket {
  constructor(url: string, protocol: string) {
    super(url, protocol, { perMessageDeflate: false });
    this.on('error', () => {});
  }
}
Object.assign(globalThis, { WebSocket: BrowserSocket });

/** The signaling client of a page itself, with its pauses and its resume token. */
export class RtcElementsRegular implements Regular {
  onIn: () => void = () => {};
  readonly #seat: Seat;
  readonly #signaling: WebSocketSignaling;

  constructor(url: string, seat: Seat) {
    this.#seat = seat;
    this.#signaling = new WebSocketSignaling(url);
    this.#signaling.addEventListener('joined', () => this.onIn());
  }

  start(): void {
    const { room, index } = this.#seat;
    void this.#signaling.join({ room, name: 'Ann', instance: `page-${index}` });
  }

  stop(): void {
    void this.#signaling.leave();
  }
}
