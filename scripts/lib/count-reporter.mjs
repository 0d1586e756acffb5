import { writeFileSync } from 'node:fs';

/** @typedef {{ name: string, details: { type?: string }, skip?: unknown, todo?: unknown }} TestData */

/**
 * A reporter for `node --test` that writes into the file `TEST_COUNTS` how many tests ran. It counts as Node's own
 * summary does: tests, not suites.
 *
 * @param {AsyncIterable<{ type: string, data: TestData }>} events
 */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite') continue;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    // A file without a single test is reported as one that passed, under the name of the file.
    const empty = type === 'test:pass' && data.name.endsWith('.test.ts');
    counts[empty || type === 'test:fail' ? 'failed' : skipped ? 'skipped' : 'passed'] += 1;
  }
  writeFileSync(process.env['TEST_COUNTS'] ?? '', JSON.stringify(counts));
  yield '';
}
