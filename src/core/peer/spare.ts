import { createLayout, type Layout } from './layout.js';

/** A connection, with the layout of an offer where it is for one. */
export interface Prepared {
  readonly pc: RTCPeerConnection;
  readonly layout?: Layout | undefined;
}

/**
 * One connection that is made before there is anybody to connect with. To make it takes a good part of the time between
 * joining and the first picture: so that is done while the person decides, or the browser opens the devices.
 */
export class Spare {
  #prepared: Prepared | undefined;

  /** @throws {DOMException} When the browser refuses the configuration. */
  prepare(configuration: RTCConfiguration): void {
    if (this.#prepared) {
      this.#prepared.pc.setConfiguration(configuration);
      return;
    }
    const pc = new RTCPeerConnection(configuration);
    try {
      this.#prepared = { pc, layout: createLayout(pc) };
    } catch (error) {
      pc.close();
      throw error;
    }
  }

  /**
   * The same ahead of time: what is wrong is told when the connection is needed.
   *
   * @returns Whether the browser took the configuration; where it did not, the next join tries it again.
   */
  prepareEarly(configuration: RTCConfiguration): boolean {
    try {
      this.prepare(configuration);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Hands the connection over; the next one has to be prepared.
   *
   * @throws {DOMException} When the browser refuses the configuration.
   */
  take(configuration: RTCConfiguration): Prepared | undefined {
    const prepared = this.#prepared;
    prepared?.pc.setConfiguration(configuration);
    this.#prepared = undefined;
    return prepared;
  }

  close(): void {
    this.#prepared?.pc.close();
    this.#prepared = undefined;
  }
}
