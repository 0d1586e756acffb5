import { SUBPROTOCOL } from '../../../src/protocol/index.js';
import { Client, type Seat } from '../client.js';

/** The fields that are read of messages from `rtc-signal`. */
interface Message {
  readonly type: string;
  readonly participants?: readonly { readonly id: string }[];
  readonly participant?: { readonly id: string };
  readonly error?: { readonly code: string };
}

const SIGNAL = '{"type":"signal"';

export class RtcElementsClient extends Client {
  #other = '';

  constructor(url: string, seat: Seat) {
    super(url, seat, [SUBPROTOCOL]);
  }

  encode(payload: string): string {
    return `{"type":"signal","to":"${this.#other}","payload":${payload}}`;
  }

  protected enter(): void {
    const { room, index } = this.seat;
    this.say({ type: 'join', id: 1, room, name: 'Ann', instance: `page-${index}` });
  }

  protected receive(frame: Buffer): void {
    if (frame.toString('latin1', 0, SIGNAL.length) === SIGNAL) {
      this.onRelayed(frame);
      return;
    }
    const { type, participants, participant, error } = JSON.parse(frame.toString()) as Message;
    if (error) throw new Error(`rtc-signal says ${error.code}`);
    this.#other = participants?.[0]?.id ?? participant?.id ?? this.#other;
    if (type === 'joined') this.joined();
  }
}
