import { FaultyProxy } from '../../test/support/faulty-proxy.js';
import { MediaRelay } from '../../test/support/media-relay.js';
import { FarServer } from './far-server.js';

/** A distance between two people, and between each of them and a signaling server. */
export class Distance {
  /** Port of the signaling server as it is seen from there. */
  readonly port: number;
  readonly #media: MediaRelay;
  readonly #signals: FaultyProxy;
  readonly #server: FarServer;

  private constructor(media: MediaRelay, signals: FaultyProxy, server: FarServer) {
    this.#media = media;
    this.#signals = signals;
    this.#server = server;
    this.port = server.port;
  }

  /**
   * @param target - Port of a signaling server on this machine.
   * @param ms - Time that everything takes each way.
   */
  static async open(target: number, ms: number): Promise<Distance> {
    const media = new MediaRelay(ms);
    const signals = await FaultyProxy.start(target);
    // Packets go through the relay, whatever address a signal names.
    signals.fault = (text, deliver) => void media.rewrite(text).then(deliver);
    const server = await FarServer.open(Number(new URL(signals.url).port), ms);
    return new Distance(media, signals, server);
  }

  /** Forgets the paths of a call that is over. */
  clear(): void {
    this.#media.move();
  }

  close(): void {
    this.#server.close();
    this.#signals.stop();
    this.#media.move();
  }
}
