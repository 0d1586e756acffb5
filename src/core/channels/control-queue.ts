import { MAX_MESSAGE_BYTES } from '../../protocol/limits.js';
import { RtcError } from '../errors.js';
import type { PeerLink } from '../peer/peer-link.js';

/** Content of a message on a control channel: text or bytes. */
export type ControlData = string | ArrayBuffer;

/** Most data that may wait for one participant, in bytes. */
const MAX_WAITING = 4 * 1024 * 1024;

/** Most bytes given to the browser at a time. Chromium refuses more than 16 MiB, Firefox takes it all. */
const HIGH_WATER = 1024 * 1024;

/** Bytes of the number in front of a binary message. */
const NUMBER = 8;

interface Waiting {
  readonly number: number;
  readonly data: ControlData;
  readonly size: number;
}

/**
 * Brings messages over the control channel of a link, whichever it is at the moment: in order, each once, and also
 * those that were on their way in a connection that broke. So each has a number, and stays here until the other
 * side has confirmed it. In text frames `number:text`, to confirm `:number`; in binary ones the number goes first.
 */
export class ControlQueue {
  readonly link: PeerLink;
  readonly #onMessage: (data: ControlData) => void;
  #channel: RTCDataChannel | undefined;
  /** Not confirmed yet; the first `#sent` of them were given to this channel. */
  #unconfirmed: Waiting[] = [];
  #sent = 0;
  #size = 0;
  /** Begins with the time, so that its numbers are higher than those of an earlier queue that the other side remembers. */
  #last = Date.now();
  /** Number of the newest message that came in. */
  #received = 0;

  constructor(link: PeerLink, onMessage: (data: ControlData) => void) {
    this.link = link;
    this.#onMessage = onMessage;
    link.addEventListener('control', () => {
      this.#adopt();
    });
    this.#adopt();
  }

  /** @throws {RtcError} `message-too-large`, `rate-limited`. */
  send(data: ControlData): void {
    const size = checkSize(data);
    if (this.#size + size > MAX_WAITING) {
      throw new RtcError('rate-limited', 'Too much waits already.');
    }
    this.#size += size;
    this.#unconfirmed.push({ number: (this.#last += 1), data, size });
    this.#flush();
  }

  // A channel ends with its connection and is used here alone: its listeners need no end of their own.
  #adopt(): void {
    const channel = (this.#channel = this.link.control);
    if (!channel) return;
    this.#sent = 0;
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = HIGH_WATER / 2;
    for (const type of ['open', 'bufferedamountlow']) {
      channel.addEventListener(type, () => {
        if (channel === this.#channel) this.#flush();
      });
    }
    channel.addEventListener('message', ({ data }: MessageEvent<ControlData>) => {
      if (channel === this.#channel) this.#receive(channel, data);
    });
    this.#flush();
  }

  #flush(): void {
    const channel = this.#channel;
    while (channel?.readyState === 'open' && channel.bufferedAmount < HIGH_WATER) {
      const next = this.#unconfirmed[this.#sent];
      if (!next) return;
      this.#sent += 1;
      if (typeof next.data === 'string') channel.send(`${next.number}:${next.data}`);
      else channel.send(numbered(next.number, next.data));
    }
  }

  #receive(channel: RTCDataChannel, frame: ControlData): void {
    const [number, data] = read(frame);
    if (data === undefined) this.#confirm(number);
    else if (sizeOf(data) <= MAX_MESSAGE_BYTES && number >= 1) {
      const isNew = number > this.#received;
      if (isNew) this.#received = number;
      // Also what was heard before: that it was confirmed may have been lost with its connection.
      if (channel.readyState === 'open') channel.send(`:${this.#received}`);
      if (isNew) this.#onMessage(data);
    }
  }

  #confirm(number: number): void {
    while (this.#sent > 0 && (this.#unconfirmed[0]?.number ?? Infinity) <= number) {
      this.#size -= this.#unconfirmed.shift()?.size ?? 0;
      this.#sent -= 1;
    }
  }
}

/**
 * Size of the data in bytes.
 *
 * @throws {RtcError} `message-too-large`.
 */
export function checkSize(data: ControlData): number {
  const size = sizeOf(data);
  if (size <= MAX_MESSAGE_BYTES) return size;
  throw new RtcError('message-too-large', `A message has at most ${MAX_MESSAGE_BYTES} bytes.`);
}

const sizeOf = (data: ControlData): number =>
  typeof data === 'string' ? new TextEncoder().encode(data).length : data.byteLength;

function numbered(number: number, data: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(NUMBER + data.byteLength);
  new DataView(frame.buffer).setFloat64(0, number);
  frame.set(new Uint8Array(data), NUMBER);
  return frame;
}

/** Number and content of a frame; without content it confirms. A foreign frame has the number `NaN` or 0. */
function read(frame: ControlData): [number: number, data?: ControlData] {
  if (typeof frame !== 'string') {
    return frame.byteLength < NUMBER ? [0] : [new DataView(frame).getFloat64(0), frame.slice(NUMBER)];
  }
  const colon = frame.indexOf(':');
  return colon > 0
    ? [Number(frame.slice(0, colon)), frame.slice(colon + 1)]
    : [Number(frame.slice(colon + 1))];
}
