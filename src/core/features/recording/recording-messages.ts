import * as v from 'valibot';
import { text } from '../../../protocol/bricks.js';
import { MAX_LENGTH, validate } from '../../../protocol/index.js';

/** Topic of messages about recordings. */
export const TOPIC = 'recording';

/** Sent by the recorder: a request, the beginning, the end. All can be repeated: the answer stays the same. */
const NOTICES = ['asking', 'running', 'over'] as const;
export type Notice = (typeof NOTICES)[number];

/** Sent in answer to a request. A later answer replaces the previous one: that is how consent is withdrawn. */
const ANSWERS = ['accepted', 'declined'] as const;
export type Answer = (typeof ANSWERS)[number];

const message = v.object({
  type: v.picklist([...NOTICES, ...ANSWERS]),
  /** Chosen by the recorder, different for every recording. */
  recording: text(MAX_LENGTH.id, 1),
});

export type RecordingMessage = v.InferOutput<typeof message>;

/** A message of another participant; `undefined` where it is not of this protocol. */
export function readMessage(data: unknown): RecordingMessage | undefined {
  const parsed = validate(message, data);
  return parsed.ok ? parsed.message : undefined;
}

export const isAnswer = (type: Notice | Answer): type is Answer => ANSWERS.includes(type as Answer);
