import { Client } from '../client.js';

const PUBLISH = '{"type":"publish"';
const PONG = '{"type":"pong"';

/** A topic for each room. The publisher hears it too, and has to recognise its own messages. */
export class YWebrtcClient extends Client {
  encode(payload: string): string {
    const { room, index } = this.seat;
    return `${PUBLISH},"topic":"${room}","from":"${index}","data":${payload}}`;
  }

  /** A subscription is not confirmed; the answer to what is asked after it says that it was read. */
  protected enter(): void {
    this.say({ type: 'subscribe', topics: [this.seat.room] });
    this.say({ type: 'ping' });
  }

  protected receive(frame: Buffer): void {
    const start = frame.toString('latin1', 0, 100);
    if (start.startsWith(PUBLISH)) {
      if (!start.includes(`"from":"${this.seat.index}"`)) this.onRelayed(frame);
    } else if (start.startsWith(PONG)) this.joined();
  }
}
