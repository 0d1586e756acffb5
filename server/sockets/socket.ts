import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../src/protocol/index.js';
import { frameCost } from '../limits/frame-cost.js';
import { describeError } from '../log/log.js';
import type { Logger } from '../log/log.js';
import { FrameQueue } from './frame-queue.js';
import type { FrameHandler, FrameSource } from './frame-queue.js';

/** Beats without a sign of life after which a socket counts as dead. */
const SILENT_BEATS = 2;

export type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

export interface SocketSettings {
  /** Bytes that may wait for the other end to read them. */
  readonly maxBufferedBytes: number;
  readonly logger: Logger;
}

/** Receives what comes over a socket. */
export interface SocketListener extends FrameHandler {
  /** A message has arrived. It is handled after those before it. */
  handleArrival(): void;
  /** `ws` has already answered it. */
  handlePing(): void;
  handlePong(data: Buffer): void;
}

/** One WebSocket: writes in bursts, has frames handled in order, and drops a connection whose other end is silent. */
export class Socket implements FrameSource {
  readonly #webSocket: WebSocket;
  /** The stream that the WebSocket writes to. */
  readonly #stream: Duplex;
  readonly #settings: SocketSettings;
  readonly #listener: SocketListener;
  readonly #frames: FrameQueue;
  #silentBeats = 0;
  #hasSpoken = false;
  #isCorked = false;
  #ended = false;

  constructor(webSocket: WebSocket, stream: Duplex, settings: SocketSettings, listener: SocketListener) {
    this.#webSocket = webSocket;
    this.#stream = stream;
    this.#settings = settings;
    this.#listener = listener;
    this.#frames = new FrameQueue(this, listener);
    webSocket.on('message', (data, isBinary) => this.#handleMessage(data as Buffer, isBinary));
    webSocket.on('ping', () => {
      this.#hear();
      listener.handlePing();
    });
    webSocket.on('pong', (data) => {
      this.#hear();
      listener.handlePong(data);
    });
    // `ws` then closes the socket itself, with the code that fits (1009 for a message that is too large).
    webSocket.on('error', (error) =>
      settings.logger('debug', 'socket error', { error: describeError(error) }),
    );
  }

  /** Whether it is closing or closed: frames that still come are ignored. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes that the other end has not read yet. */
  get bufferedBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  /** Resolves when every frame that has come is handled; undefined where none is waiting. */
  get served(): Promise<void> | undefined {
    return this.#frames.served;
  }

  /** Whether anything has ever come. */
  get hasSpoken(): boolean {
    return this.#hasSpoken;
  }

  /** Whether anything has come since the last beat. */
  get wasHeard(): boolean {
    return this.#silentBeats === 0 && (this.#ended || !this.#webSocket.isPaused);
  }

  /** Frames of the same turn of the event loop are written together: signals come in bursts, and system calls are dear. */
  send(frame: string): void {
    const webSocket = this.#webSocket;
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#stream.cork();
      process.nextTick(flush, this);
    }
    webSocket.send(frame);
  }

  flush(): void {
    this.#isCorked = false;
    this.#stream.uncork();
    const { bufferedAmount } = this.#webSocket;
    if (bufferedAmount <= this.#settings.maxBufferedBytes) return;
    this.#settings.logger('warn', 'slow reader', { bytes: bufferedAmount });
    this.#webSocket.terminate();
  }

  /** Asks for a pong. Data that the other end has sent before shows no longer that it reads. */
  ping(text: string): void {
    this.#webSocket.ping(text);
    this.#silentBeats = 1;
  }

  /** To be called once per interval: drops a socket that is silent, and pings any other. */
  beat(): void {
    // A paused socket receives no pong.
    if (this.#webSocket.isPaused && !this.#ended) this.#silentBeats = 0;
    if (this.#silentBeats >= SILENT_BEATS) {
      this.#settings.logger('debug', 'silent socket dropped');
      this.end(CLOSE_CODES.heartbeatTimeout, 'heartbeat timeout');
      this.#webSocket.terminate();
      return;
    }
    this.#silentBeats += 1;
    if (this.#webSocket.readyState === this.#webSocket.OPEN) this.#webSocket.ping();
  }

  /** Stops reading. */
  pause(): void {
    this.#webSocket.pause();
  }

  resume(): void {
    if (this.#webSocket.isPaused && !this.#ended) this.#webSocket.resume();
  }

  /** Begins the closing handshake. Frames that still come are ignored. */
  end(code: CloseCode, reason: string): void {
    this.#ended = true;
    this.#frames.clear();
    this.#webSocket.close(code, reason);
  }

  /** Drops the connection without a closing handshake. */
  terminate(): void {
    this.#webSocket.terminate();
  }

  /** To be called when the WebSocket has closed. Frames that came before are still handled. */
  handleClose(): void {
    this.#ended = true;
  }

  /** Has the text handled as if it had come in a frame. */
  add(text: string): void {
    this.#frames.add({ text, cost: frameCost(Buffer.byteLength(text)) });
  }

  #handleMessage(data: Buffer, isBinary: boolean): void {
    this.#hear();
    if (this.#ended) return;
    this.#listener.handleArrival();
    this.#frames.add({
      text: isBinary ? undefined : data.toString(),
      cost: frameCost(data.length),
    });
  }

  #hear(): void {
    this.#silentBeats = 0;
    this.#hasSpoken = true;
  }
}

function flush(socket: Socket): void {
  socket.flush();
}
