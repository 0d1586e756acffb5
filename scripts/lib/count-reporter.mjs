import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @typedef {{ name: string, file?: string, details: { type?: string, duration_ms: number, error?: Error & { cause?: unknown } }, skip?: unknown, todo?: unknown }} TestData */

/**
 * A reporter for `node --test` that writes into the file `TEST_COUNTS` how many tests ran, and how long each took. It
 * counts as Node's own summary does: tests, not suites.
 *
 * @param {AsyncIterable<{ type: string, data: TestData }>} events
 */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {{ file: string, name: string, message: string }[]} */
  const failures = [];
  /** @type {{ file: string, name: string, ms: number }[]} */
  const tests = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = relative(process.cwd(), data.file ?? '');
    if (data.details.type === 'suite') continue;
    const { error } = data.details;
    if (type === 'test:fail')
      failures.push({ file, name: data.name, message: String(error?.cause ?? error) });
    tests.push({ file, name: data.name, ms: data.details.duration_ms });
    const skipped = data.skip !== undefined || data.todo !== undefined;
    // A file without a single test is reported as one that passed, under the name of the file.
    const empty = type === 'test:pass' && data.name.endsWith('.test.ts');
    counts[empty || type === 'test:fail' ? 'failed' : skipped ? 'skipped' : 'passed'] += 1;
  }
  writeFileSync(process.env['TEST_COUNTS'] ?? '', JSON.stringify({ ...counts, failures, tests }));
  yield '';
}
