import { DIALECTS, type Dialect } from './dialects.js';
import type { Seat } from './client.js';
import type { Regular } from './regular.js';
import { SimpleRegular } from './regulars/simple.js';

export interface RegularsOptions {
  readonly dialect: Dialect;
  readonly url: string;
  readonly clients: number;
}

type Create = (url: string, seat: Seat) => Regular | Promise<Regular>;

/** The simplest that people write: a second later. */
const A_SECOND = (): number => 1000;

/** The rule of y-webrtc's client (`lib0/websocket`): at once, then slowly later. */
const Y_WEBRTC = (failures: number): number => Math.min(Math.log10(failures + 1) * 1200, 2500);

const simple =
  (dialect: Dialect, pauseMs: (failures: number) => number): Create =>
  (url, seat) =>
    new SimpleRegular(() => new DIALECTS[dialect](url, seat), pauseMs);

/** Makes the clients that come back to each server. Loaded on demand: not everybody has every package. */
const CREATE: Readonly<Record<Dialect, Create>> = {
  'rtc-elements': async (url, seat) => {
    const { RtcElementsRegular } = await import('./regulars/rtc-elements.js');
    return new RtcElementsRegular(url, seat);
  },
  'socket-io': async (url, seat) => {
    const { SocketIoRegular } = await import('./regulars/socket-io.js');
    return new SocketIoRegular(url, seat);
  },
  'bare-ws': simple('bare-ws', A_SECOND),
  peerjs: simple('peerjs', A_SECOND),
  'y-webrtc': simple('y-webrtc', Y_WEBRTC),
};

/** Many who stay, through whatever happens to their server. */
export class Regulars {
  readonly #regulars: Regular[] = [];
  #back: Promise<number> | undefined;

  /** Brings them in, two to a room. */
  async settle({ dialect, url, clients }: RegularsOptions): Promise<void> {
    for (const regular of this.#regulars.splice(0)) regular.stop();
    for (let i = 0; i < clients; i += 1) {
      const seat = { room: `room-${Math.floor(i / 2)}`, index: i % 2 };
      this.#regulars.push(await CREATE[dialect](url, seat));
    }
    const settled = this.#allIn();
    for (const regular of this.#regulars) regular.start();
    await settled;
    this.#back = this.#allIn();
  }

  /** Resolves when everybody has come in again since `settle`, with the time of day of the last one. */
  back(): Promise<number> {
    if (!this.#back) throw new Error('nobody has settled');
    return this.#back;
  }

  #allIn(): Promise<number> {
    const missing = new Set(this.#regulars);
    return new Promise((resolve) => {
      for (const regular of this.#regulars) {
        regular.onIn = () => {
          if (missing.delete(regular) && missing.size === 0) resolve(Date.now());
        };
      }
    });
  }
}
