import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A room, and the index of the client among its members. */
export interface Seat {
  readonly room: string;
  readonly index: number;
}

/**
 * One client, in the wire protocol of one server. All of them are built alike and do as little as they can with what
 * they receive, so that the same work is asked of each server and the clients are not what is measured.
 */
export abstract class Client {
  readonly seat: Seat;
  /** Is called with each frame that the other one of the room has sent. */
  onRelayed: (frame: Buffer) => void = () => {};
  protected readonly socket: WebSocket;
  #joined: () => void = () => {};

  constructor(url: string, seat: Seat, protocols: readonly string[] = []) {
    this.seat = seat;
    this.socket = new WebSocket(url, [...protocols], { perMessageDeflate: false });
    this.socket.on('message', (data) => this.receive(data as Buffer));
    this.socket.on('error', () => {});
  }

  /** Resolves when the socket is closed, whatever the reason. */
  get closed(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.once('close', () => resolve());
    });
  }

  /** Resolves when the handshake is done; rejects when there is nobody. */
  async opened(): Promise<void> {
    await once(this.socket, 'open');
  }

  /** Takes its seat; resolves when the server has answered. */
  async join(): Promise<void> {
    const joined = new Promise<void>((resolve) => {
      this.#joined = resolve;
    });
    this.enter();
    await joined;
  }

  /** @param frame - A frame made by `encode`. */
  send(frame: string): void {
    this.socket.send(frame);
  }

  close(): void {
    this.socket.terminate();
  }

  /** The frame that brings a payload, JSON text, to the other one of a room of two. */
  abstract encode(payload: string): string;

  /** Asks for the seat. */
  protected abstract enter(): void;

  protected abstract receive(frame: Buffer): void;

  /** To be called when the server has answered. */
  protected joined(): void {
    this.#joined();
  }

  protected say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }
}
