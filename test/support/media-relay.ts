import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import { DelayLine } from './delay-line.js';

/** A host candidate of UDP (RFC 8839 §5.1), wherever in a message it stands. */
const CANDIDATE = /(candidate:\S+ \d+ udp \d+ )(\S+) (\d+)( typ host)/gi;

/**
 * Stands in the way of media. Candidates are rewritten in the signals, so that every packet goes through a port of
 * the relay: each stands for one port of a browser, and sends back what comes in answer.
 */
export class MediaRelay {
  /** Nothing passes. */
  blocked = false;
  /** No DTLS passes (RFC 7983 §7), so that ICE finds a path and the connection stays unfinished. */
  stalled = false;
  /** Its port for each one of a browser, by `address port`, and for each of its own: a signal may pass here twice. */
  #ports = new Map<string, Promise<number>>();
  #sockets: Socket[] = [];
  #last: Promise<unknown> = Promise.resolve();
  readonly #line: DelayLine;

  /** @param delay - Time that every packet takes each way, in ms. */
  constructor(delay = 0) {
    this.#line = new DelayLine(delay);
  }

  /** The message with the relay's own addresses in it; one after another, as they came. */
  rewrite(frame: string): Promise<string> {
    const rewritten = this.#last.then(() => this.#rewrite(frame));
    this.#last = rewritten;
    return rewritten;
  }

  /** Closes every port: all paths are gone, and who looks for one again finds another one. */
  move(): void {
    this.#line.clear();
    for (const socket of this.#sockets.splice(0)) socket.close();
    this.#ports.clear();
  }

  #drops([first = 0]: Buffer): boolean {
    return this.blocked || (this.stalled && first >= 20 && first <= 63);
  }

  async #rewrite(frame: string): Promise<string> {
    const ports = new Map<string, number>();
    for (const [, , address = '', port = ''] of frame.matchAll(CANDIDATE)) {
      const key = `${address} ${port}`;
      const opened = this.#ports.get(key) ?? this.#open(address, Number(port));
      this.#ports.set(key, opened);
      const own = await opened;
      this.#ports.set(`${address} ${own}`, opened);
      ports.set(key, own);
    }
    return frame.replace(
      CANDIDATE,
      (_, before: string, address: string, port: string, after: string) =>
        `${before}${address} ${ports.get(`${address} ${port}`) ?? port}${after}`,
    );
  }

  /** A port that leads to this one; to nowhere for what is no plain address of IPv4. */
  async #open(address: string, port: number): Promise<number> {
    if (!isIPv4(address)) return 9;
    const front = createSocket('udp4');
    const backs = new Map<string, Socket>();
    this.#sockets.push(front);
    front.on('message', (packet, from) => {
      if (this.#drops(packet)) return;
      const key = `${from.address} ${from.port}`;
      const back = backs.get(key) ?? createSocket('udp4');
      if (!backs.has(key)) {
        back.on('message', (answer) => {
          if (!this.#drops(answer)) this.#line.add(() => front.send(answer, from.port, from.address));
        });
        backs.set(key, back);
        this.#sockets.push(back);
      }
      this.#line.add(() => back.send(packet, port, address));
    });
    front.bind(0, address);
    await once(front, 'listening');
    return front.address().port;
  }
}
