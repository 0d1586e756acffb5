import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';

/**
 * Says how long something took. Only `npm run test:soak` asserts that it took less than `limit` ms: it has the machine to
 * itself, and any other run may share it with others.
 */
export function bar(t: TestContext, what: string, ms: number, limit: number): void {
  t.diagnostic(`${what}: ${Math.round(ms)} ms`);
  if (process.env['BARS']) assert.ok(ms < limit, `${what}: ${ms} ms are more than ${limit} ms`);
}
