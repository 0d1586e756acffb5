import * as v from 'valibot';
import { text } from '../../../protocol/bricks.js';
import { messages } from '../../../protocol/messages.js';
import { wellFormed } from '../../../protocol/text.js';

/** Most UTF-16 code units of one message. */
export const MAX_TEXT_LENGTH = 4000;

/** `sending` until everybody has confirmed it; `undelivered` when somebody will never get it. */
export type DeliveryState = 'sending' | 'delivered' | 'undelivered';

/** A text message: a frozen snapshot, replaced when its delivery is known. */
export interface ChatMessage {
  /** Unique within the call. */
  readonly id: string;
  /** Id of the participant; the own one for what was written here. */
  readonly from: string;
  /** Their name at that time; foreign text, may be empty. */
  readonly name: string;
  /** Foreign text, without control characters but line feeds and tabs. */
  readonly text: string;
  /** Time at which it was sent, or came in here, in ms since 1970. */
  readonly time: number;
  /** Written here. */
  readonly own: boolean;
  /** Of what others wrote always `delivered`. */
  readonly state: DeliveryState;
  /** Names of those who will not get it: they left, or too much waited for them. */
  readonly undelivered: readonly string[];
}

/** Part of an identifier, so it holds nothing that could separate it from the other parts. */
const id = v.pipe(
  v.string(),
  v.check((value) => /^[\w-]{1,32}$/.test(value), 'must be 1 to 32 letters, digits, "-" or "_"'),
);

/** Messages between two chats. */
export const chatWire = messages('kind', {
  text: v.object({ id, text: text(MAX_TEXT_LENGTH, 1) }),
  received: v.object({ id }),
});

/** The text with one kind of line ends, without other control characters or halves of any, and without space around it. */
export const cleanText = (raw: string): string =>
  wellFormed(raw)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
