import { Client, type Seat } from '../client.js';

const CANDIDATE = '{"type":"CANDIDATE"';
const OPEN = '{"type":"OPEN"';

/** PeerJS has no rooms: who knows an id sends to it. Being connected is being there. */
export class PeerJsClient extends Client {
  #there = false;
  #asked = false;

  constructor(url: string, seat: Seat) {
    const id = `${seat.room}-${seat.index}`;
    super(`${url}?key=peerjs&id=${id}&token=${id}`, seat);
  }

  encode(payload: string): string {
    return `${CANDIDATE},"payload":${payload},"dst":"${this.seat.room}-${1 - this.seat.index}"}`;
  }

  protected enter(): void {
    this.#asked = true;
    if (this.#there) this.joined();
  }

  protected receive(frame: Buffer): void {
    const start = frame.toString('latin1', 0, CANDIDATE.length);
    if (start === CANDIDATE) this.onRelayed(frame);
    else if (start.startsWith(OPEN)) {
      this.#there = true;
      if (this.#asked) this.joined();
    } else throw new Error(`PeerJS says ${frame.toString()}`);
  }
}
