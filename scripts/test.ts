// npm test: everything that must hold, one step after the other; the first one that fails ends it.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDemo, buildDist } from './build/dist.js';
import { checkLockfile } from './check-lockfile.js';
import { ensureChromium } from './ensure-browser.mjs';
import { NO_TESTS, add, counting } from './lib/counts.js';
import type { Counts } from './lib/counts.js';
import { ROOT, runNode, runTool } from './lib/processes.js';

interface Result {
  readonly ok: boolean;
  readonly counts: Counts;
}

/** For a whole file; one that hangs after a failure (a browser left open, say) ends then. */
const FILE_TIMEOUT_MS = 10 * 60_000;

const TYPED_FOLDERS = ['src', 'server', 'demo', 'scripts', 'test', 'test/unit'];

const STEPS = {
  types: async () => {
    for (const folder of TYPED_FOLDERS) {
      if ((await runTool('typescript', 'tsc', ['-p', folder, '--pretty'])) !== 0) return failed();
    }
    return passed();
  },
  lint: async () => {
    const statuses = [
      await runTool('eslint', 'eslint', ['.', '--max-warnings', '0']),
      await runTool('prettier', 'prettier', ['.', '--check', '--log-level', 'warn']),
      await runTool('knip', 'knip', []),
    ];
    const complaints = checkLockfile();
    for (const complaint of complaints) console.error(complaint);
    return statuses.every((status) => status === 0) && complaints.length === 0 ? passed() : failed();
  },
  unit: async () => {
    process.env['CHROME_PATH'] = await ensureChromium();
    const files = testFiles('test/unit');
    return tests(files, (counts) =>
      runTool('@web/test-runner', 'wtr', ['--files', ...files], { TEST_COUNTS: counts }),
    );
  },
  server: () => nodeTests('test/server'),
  build: async () => {
    const built = await buildDist();
    await buildDemo();
    if (!built) return failed();
    return nodeTests('test/build');
  },
  e2e: async () => {
    process.env['CHROME_PATH'] = await ensureChromium();
    // One file at a time: calls take the whole machine.
    return nodeTests('test/e2e', '--test-concurrency=1');
  },
  docs: async () => {
    process.env['CHROME_PATH'] = await ensureChromium();
    return nodeTests('test/docs', '--test-concurrency=1');
  },
};

type StepName = keyof typeof STEPS;
const STEP_NAMES = Object.keys(STEPS) as StepName[];

const { only, filters } = readArguments();
const summary: string[] = [];
let total = NO_TESTS;
let ok = true;

for (const name of only) {
  console.log(`\n━━ ${name}\n`);
  const started = performance.now();
  const result = await STEPS[name]();
  total = add(total, result.counts);
  ok = result.ok;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  summary.push(`${ok ? '✓' : '✗'} ${name.padEnd(8)}${seconds.padStart(6)} s   ${describe(result.counts)}`);
  if (!ok) break;
}

// A step that fails without a failed test (types, lint, a crash) counts as one, so that the last line tells the truth.
const failures = total.failed === 0 && !ok ? 1 : total.failed;
console.log(`\n━━ summary\n\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${failures} failed`);
process.exitCode = ok ? 0 : 1;

function readArguments(): { only: StepName[]; filters: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: { only: { type: 'string' } },
      allowPositionals: true,
    });
    const names = values.only?.split(',') ?? STEP_NAMES;
    const unknown = names.find((name) => !STEP_NAMES.some((known) => known === name));
    if (unknown !== undefined) throw new Error(`There is no step "${unknown}"`);
    return { only: STEP_NAMES.filter((name) => names.includes(name)), filters: positionals };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`usage: npm test [-- [--only ${STEP_NAMES.join(',')}] [PART-OF-A-FILE-NAME …]]`);
    process.exit(2);
  }
}

function nodeTests(folder: string, ...options: string[]): Promise<Result> {
  const files = testFiles(folder);
  return tests(files, (counts) =>
    runNode(
      [
        ...['--import', 'tsx', '--test', `--test-timeout=${FILE_TIMEOUT_MS}`, ...options],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/lib/count-reporter.mjs', '--test-reporter-destination=stdout'],
        ...files,
      ],
      { TEST_COUNTS: counts },
    ),
  );
}

/** Runs test files. No file, or none that holds a test, is a failure: nothing was shown. */
async function tests(
  files: readonly string[],
  run: (countsFile: string) => Promise<number>,
): Promise<Result> {
  if (files.length === 0) {
    console.error('There are no test files for this step.');
    return failed();
  }
  const { status, counts } = await counting(run);
  if (status === 0 && counts.passed === 0) console.error('Not a single test ran.');
  return { ok: status === 0 && counts.failed === 0 && counts.passed > 0, counts };
}

/** The `*.test.ts` of a folder, or those of them that were asked for by a part of their name. */
function testFiles(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)))
    .sort();
}

function describe({ passed, failed, skipped }: Counts): string {
  if (passed + failed + skipped === 0) return '';
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

function passed(): Result {
  return { ok: true, counts: NO_TESTS };
}

function failed(): Result {
  return { ok: false, counts: NO_TESTS };
}
