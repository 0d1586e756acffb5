import assert from 'node:assert/strict';
import type { MemberLink } from '../../../server/index.js';
import { parse, serverMessage } from '../../../src/protocol/index.js';
import { until } from '../support/fixture.js';

export interface Heard {
  readonly type: string;
  readonly seq: number;
  readonly id?: string;
  readonly from?: string;
  readonly payload?: unknown;
  readonly reason?: string;
  readonly participant?: { readonly id: string; readonly name: string; readonly away?: boolean };
}

/** Writes down what a member gets to hear, and that all of it is sound. */
export class Listener implements MemberLink {
  readonly heard: Heard[] = [];
  isReplaced = false;
  isLost = false;

  deliver(frame: string): void {
    assert.ok(!this.isReplaced && !this.isLost, 'nothing is delivered after the end');
    const parsed = parse(serverMessage, frame);
    assert.ok(parsed.ok, frame);
    const push = parsed.message as Heard;
    const previous = this.heard.at(-1);
    if (previous) assert.equal(push.seq, previous.seq + 1, 'pushes are numbered without gaps');
    this.heard.push(push);
  }

  replaced(): void {
    assert.ok(!this.isReplaced, 'replaced() is called once');
    this.isReplaced = true;
  }

  lost(): void {
    assert.ok(!this.isReplaced && !this.isLost, 'lost() is called once, and by itself');
    this.isLost = true;
  }

  /** Resolves when the last push is of this type. */
  async last(type: string): Promise<Heard> {
    let found: Heard | undefined;
    await until(() => {
      found = this.heard.at(-1);
      return found?.type === type;
    }, `${type} as the last push`);
    assert.ok(found);
    return found;
  }
}
