import { Client } from '../client.js';

interface Message {
  readonly type: string;
}

const RELAY = '{"type":"relay"';

export class BareClient extends Client {
  encode(payload: string): string {
    return `${RELAY},"to":"${1 - this.seat.index}","payload":${payload}}`;
  }

  protected enter(): void {
    this.say({ type: 'join', room: this.seat.room, id: String(this.seat.index) });
  }

  protected receive(frame: Buffer): void {
    if (frame.toString('latin1', 0, RELAY.length) === RELAY) this.onRelayed(frame);
    else if ((JSON.parse(frame.toString()) as Message).type === 'joined') this.joined();
  }
}
