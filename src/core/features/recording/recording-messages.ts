import * as v from 'valibot';
import { text } from '../../../protocol/bricks.js';
import { MAX_LENGTH, validate } from '../../../protocol/index.js';

/** What the pages of a call say to each other about recordings. */
export const TOPIC = 'recording';

/** Said by who records: may I, I do, it is over. All can be said again: who has answered answers the same. */
const NOTICES = ['asking', 'running', 'over'] as const;
export type Notice = (typeof NOTICES)[number];

/** Said by who was asked. A later answer replaces the one before: that is how consent is withdrawn. */
const ANSWERS = ['accepted', 'declined'] as const;
export type Answer = (typeof ANSWERS)[number];

const message = v.object({
  type: v.picklist([...NOTICES, ...ANSWERS]),
  /** Chosen by who records, another one for every recording. */
  recording: text(MAX_LENGTH.id, 1),
});

export type RecordingMessage = v.InferOutput<typeof message>;

/** What somebody said; nothing where it is not of this protocol. */
export function readMessage(data: unknown): RecordingMessage | undefined {
  const parsed = validate(message, data);
  return parsed.ok ? parsed.message : undefined;
}

export const isAnswer = (type: Notice | Answer): type is Answer => ANSWERS.includes(type as Answer);
