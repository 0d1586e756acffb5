import type { ChildProcess } from 'node:child_process';

/** Functions that another process can call, by name. */
export type Handlers = Readonly<Record<string, (argument: never) => unknown>>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

type Answer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string };

/** In a child process: does what the parent asks for, and ends when there is no parent any more. */
export function answer(handlers: Handlers): void {
  process.on('message', (question: Question) => void reply(handlers, question));
  process.on('disconnect', () => process.exit());
}

async function reply(handlers: Handlers, { id, name, argument }: Question): Promise<void> {
  let result: Answer;
  try {
    const value = await handlers[name]?.(argument as never);
    result = { id, value };
  } catch (error) {
    result = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(result);
}

/** In the parent: asks a child. */
export class Remote<H extends Handlers> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: Answer) => {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    });
    child.on('exit', () => {
      for (const [id, settle] of this.#waiting) settle({ id, error: 'the process has ended' });
    });
  }

  ask<K extends keyof H & string>(
    name: K,
    ...[argument]: Parameters<H[K]>
  ): Promise<Awaited<ReturnType<H[K]>>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (message) => {
        if ('error' in message) reject(new Error(`${name}: ${message.error}`));
        else resolve(message.value as Awaited<ReturnType<H[K]>>);
      });
      this.#child.send({ id, name, argument } satisfies Question);
    });
  }
}
