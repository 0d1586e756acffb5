import * as v from 'valibot';
import { id, participant, room, sequence, token } from '../../src/protocol/fields.js';
import { MAX_PARTICIPANTS, validate } from '../../src/protocol/index.js';
import { describeError } from '../log/log.js';
import type { Logger } from '../log/log.js';
import type {
  Admission,
  EngineFactory,
  JoinRequest,
  MemberLink,
  Membership,
  Refusal,
  RoomEngine,
} from './engine.js';

const METHODS = [
  'join',
  'open',
  'confirm',
  'signal',
  'update',
  'leave',
  'disconnect',
  'count',
  'close',
] as const satisfies readonly (keyof RoomEngine)[];

const refusal = v.object({ refused: v.picklist(['room-full', 'server-busy']) });

const admission = v.object({
  membership: v.object({ room, id }),
  resumeToken: token,
  returned: v.optional(v.boolean()),
  resumed: v.boolean(),
  seq: sequence,
  participants: v.pipe(v.array(participant), v.maxLength(MAX_PARTICIPANTS)),
});

/** Checks the answers of an engine from outside to `join`: clients could not read a wrong one. */
class CheckedEngine implements RoomEngine {
  readonly #engine: RoomEngine;
  readonly #log: Logger;

  constructor(engine: RoomEngine, log: Logger) {
    this.#engine = engine;
    this.#log = log;
  }

  get available(): boolean {
    return this.#engine.available;
  }

  async join(request: JoinRequest): Promise<Admission | Refusal> {
    const answer = await this.#engine.join(request);
    const isRefusal = typeof answer === 'object' && (answer as object | null) !== null && 'refused' in answer;
    const checked = validate<unknown>(isRefusal ? refusal : admission, answer);
    if (!checked.ok) throw new TypeError(`the engine's answer to join: ${checked.detail}`);
    return answer;
  }

  open(membership: Membership, link: MemberLink): void {
    this.#safely(() => this.#engine.open(membership, link));
  }

  confirm(membership: Membership): void {
    this.#safely(() => this.#engine.confirm(membership));
  }

  signal(...args: Parameters<RoomEngine['signal']>): ReturnType<RoomEngine['signal']> {
    return this.#engine.signal(...args);
  }

  update(...args: Parameters<RoomEngine['update']>): ReturnType<RoomEngine['update']> {
    return this.#engine.update(...args);
  }

  leave(membership: Membership): ReturnType<RoomEngine['leave']> {
    return this.#engine.leave(membership);
  }

  disconnect(membership: Membership): ReturnType<RoomEngine['disconnect']> {
    return this.#engine.disconnect(membership);
  }

  count(): ReturnType<RoomEngine['count']> {
    return this.#engine.count();
  }

  close(): ReturnType<RoomEngine['close']> {
    return this.#engine.close();
  }

  /** For calls without an answer: an error is logged. */
  #safely(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#log('error', 'engine failed', { error: describeError(error) });
    }
  }
}

/**
 * Wraps the factory of an engine from outside.
 *
 * @returns A factory that throws a TypeError if the other one makes no engine.
 */
export const checkEngine =
  (create: EngineFactory): EngineFactory =>
  async (settings) => {
    const engine = (await create(settings)) as RoomEngine | null | undefined;
    const missing = METHODS.find((name) => typeof engine?.[name] !== 'function');
    if (!engine || missing)
      throw new TypeError(`engine must make a RoomEngine: ${missing ?? 'it'} is missing`);
    return new CheckedEngine(engine, settings.log);
  };
