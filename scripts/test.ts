// npm test: everything that must hold, one step after the other; the first one that fails ends it.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDemo, buildDist } from './build/dist.js';
import { checkLockfile } from './check-lockfile.js';
import { ensureChromium, ensureFirefox } from './ensure-browser.mjs';
import { NO_TESTS, add, counting } from './lib/counts.js';
import type { Counts } from './lib/counts.js';
import { ROOT, runNode, runTool } from './lib/processes.js';

interface Result {
  readonly ok: boolean;
  readonly counts: Counts;
}

/** For a whole file; one that hangs after a failure (a browser left open, say) ends then. */
const FILE_TIMEOUT_MS = 10 * 60_000;

/** Most failed files that are run again. */
const SECOND_CHANCES = 2;

/** Parts of the names of unit tests that Firefox runs, too: of what browsers and pages do to a call. */
const IN_FIREFOX = [
  'components/file-drop',
  'components/held-back',
  'components/moving',
  'components/own-text',
  'components/play-again',
  'components/typing',
  'media/refusals',
  'media/screen-sound',
  'media/speaker',
  'peer/pulse',
  'wake-lock/',
];

const TYPED_FOLDERS = ['src', 'server', 'demo', 'scripts', 'bench', 'test', 'test/unit'];

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
    const complaints = ['package-lock.json', 'bench/package-lock.json'].flatMap(checkLockfile);
    for (const complaint of complaints) console.error(complaint);
    return statuses.every((status) => status === 0) && complaints.length === 0 ? passed() : failed();
  },
  unit: async () => {
    process.env['CHROME_PATH'] = await ensureChromium();
    const run = (files: readonly string[], counts: string): Promise<number> =>
      runTool('@web/test-runner', 'wtr', ['--files', ...files], { TEST_COUNTS: counts });
    // Two browsers: tests of media wait for most of their time, and those of elements need a focus of their own.
    const elements = (file: string): boolean => file.startsWith('test/unit/components/');
    const files = testFiles('test/unit');
    const groups = [files.filter(elements), files.filter((file) => !elements(file))];
    const results = await Promise.all(
      groups.filter((group) => group.length > 0).map((group) => tests(group, run)),
    );
    if (results.length === 0) return tests([], run);
    return results.reduce((a, b) => ({ ok: a.ok && b.ok, counts: add(a.counts, b.counts) }));
  },
  firefox: async () => {
    const path = await ensureFirefox();
    if (path === undefined) return passed();
    const files = testFiles('test/unit').filter((file) => IN_FIREFOX.some((part) => file.includes(part)));
    return tests(files, (some, counts) =>
      runTool(
        '@web/test-runner',
        'wtr',
        ['--config', 'web-test-runner.firefox.config.mjs', '--files', ...some],
        {
          TEST_COUNTS: counts,
          FIREFOX_PATH: path,
        },
      ),
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

/** What runs side by side. Tests in browsers have the machine to themselves. */
const WAVES: readonly (readonly StepName[])[] = [
  ['types', 'lint'],
  ['unit'],
  ['firefox'],
  ['server', 'build'],
  ['e2e'],
  ['docs'],
];

const { only, filters } = readArguments();
const summary: string[] = [];
/** Files that held only at the second time. */
const unsteady: string[] = [];
let total = NO_TESTS;
let ok = true;

for (const wave of WAVES.map((names) => names.filter((name) => only.includes(name)))) {
  if (wave.length === 0) continue;
  console.log(`\n━━ ${wave.join(', ')}\n`);
  const results = await Promise.all(wave.map(step));
  ok = results.every((result) => result);
  if (!ok) break;
}

// A step that fails without a failed test (types, lint, a crash) counts as one, so that the last line tells the truth.
const failures = total.failed === 0 && !ok ? 1 : total.failed;
console.log(`\n━━ summary\n\n${summary.join('\n')}\n`);
for (const file of unsteady) console.log(`held only when it was run again: ${file}`);
console.log(`${total.passed} passed, ${failures} failed`);
process.exitCode = ok ? 0 : 1;

async function step(name: StepName): Promise<boolean> {
  const started = performance.now();
  const { ok: good, counts } = await STEPS[name]();
  total = add(total, counts);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  summary.push(`${good ? '✓' : '✗'} ${name.padEnd(8)}${seconds.padStart(6)} s   ${describe(counts)}`);
  return good;
}

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
  return tests(files, (some, counts) =>
    runNode(
      [
        ...['--import', 'tsx', '--test', `--test-timeout=${FILE_TIMEOUT_MS}`, ...options],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/lib/count-reporter.mjs', '--test-reporter-destination=stdout'],
        ...some,
      ],
      { TEST_COUNTS: counts },
    ),
  );
}

/**
 * Runs test files. No file, or none that holds a test, is a failure: nothing was shown. Real media on a busy machine
 * fails now and then: where it is a file or two, they get a second chance, and the output says so.
 */
async function tests(
  files: readonly string[],
  run: (files: readonly string[], countsFile: string) => Promise<number>,
): Promise<Result> {
  if (files.length === 0) {
    console.error('There are no test files for this step.');
    return failed();
  }
  const first = await counting((file) => run(files, file));
  if (first.status === 0 && first.counts.passed === 0) console.error('Not a single test ran.');
  const result = { ok: isGood(first), counts: first.counts };
  const { failedFiles } = first.counts;
  if (result.ok || failedFiles.length === 0 || failedFiles.length > SECOND_CHANCES) return result;
  console.log(`\nOnce more: ${failedFiles.join(', ')}\n`);
  const second = await counting((file) => run(failedFiles, file));
  if (!isGood(second)) return result;
  unsteady.push(...failedFiles);
  return {
    ok: true,
    counts: { ...first.counts, passed: first.counts.passed + first.counts.failed, failed: 0 },
  };
}

function isGood({ status, counts }: { status: number; counts: Counts }): boolean {
  return status === 0 && counts.failed === 0 && counts.passed > 0;
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
