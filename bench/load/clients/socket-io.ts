import { once } from 'node:events';
import { Client, type Seat } from '../client.js';

const MESSAGE = '42["message"';

/** Socket.IO's protocol (revision 5) over Engine.IO's (revision 4), by hand, as light as the other clients. */
export class SocketIoClient extends Client {
  readonly #connected: Promise<void>;
  #resolve: () => void = () => {};

  constructor(url: string, seat: Seat) {
    super(url, seat);
    this.#connected = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The handshake is over when the namespace is connected. */
  override async opened(): Promise<void> {
    await once(this.socket, 'open');
    await this.#connected;
  }

  encode(payload: string): string {
    return `${MESSAGE},"${this.seat.room}",${payload}]`;
  }

  protected enter(): void {
    this.send(`42["join","${this.seat.room}"]`);
  }

  protected receive(frame: Buffer): void {
    const start = frame.toString('latin1', 0, MESSAGE.length);
    if (start === MESSAGE) this.onRelayed(frame);
    else if (start.startsWith('0')) this.send('40');
    else if (start.startsWith('40')) this.#resolve();
    else if (start === '2') this.send('3');
    else if (start.startsWith('42["joined"')) this.joined();
    else if (start.startsWith('42["full"')) throw new Error('the room is full');
  }
}
