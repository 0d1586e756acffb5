import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One test and how long it took. */
export interface TimedTest {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly name: string;
  readonly ms: number;
}

/** A failure: of a test, or of a file that could not be run to its end. */
export interface Failure {
  /** Relative to the root of the repository. */
  readonly file: string;
  /** Of the test, or empty. */
  readonly name: string;
  /** The runner's message. */
  readonly message: string;
}

/** Numbers of tests by result, with the failures and the time of each test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
  readonly tests: readonly TimedTest[];
}

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], tests: [] };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    tests: [...a.tests, ...b.tests],
  };
}

/** Gives `run` the name of a file to write its counts into (by one of the two reporters), and reads it. */
export async function counting(
  run: (file: string) => Promise<number>,
): Promise<{ status: number; counts: Counts }> {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-elements-'));
  try {
    const file = join(folder, 'counts.json');
    const status = await run(file);
    return { status, counts: read(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    // The runner broke before it could count.
    return NO_TESTS;
  }
}
