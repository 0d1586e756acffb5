// npm test: everything that must hold, step by step; the first one that fails ends it.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDemo, buildDist } from './build/dist.js';
import { checkLockfile } from './check-lockfile.js';
import { NO_TESTS, add, counting } from './lib/counts.js';
import type { Counts, TimedTest } from './lib/counts.js';
import { ROOT, runNode, runTool } from './lib/processes.js';
import { findProgram, howToGet, requireProgram } from './programs.mjs';
import type { ProgramName } from './programs.mjs';

interface Result {
  readonly ok: boolean;
  readonly counts: Counts;
}

interface Step {
  /** Programs without which a part of it is left out. */
  readonly needs: readonly ProgramName[];
  run(): Promise<Result>;
}

/** For a whole file; one that hangs after a failure (a browser left open, say) ends then. */
const FILE_TIMEOUT_MS = 20 * 60_000;

/** Number of the slowest tests that the summary shows. */
const SLOWEST = 15;

/** Parts of the names of unit tests that Firefox runs, too: of what browsers and pages do to a call. */
const IN_FIREFOX = [
  'components/file-drop',
  'components/held-back',
  'components/hold-to-talk',
  'components/moving',
  'components/own-text',
  'components/play-again',
  'components/rtc-chat-log',
  'components/rtc-inspector-plots',
  'components/typing',
  'components/words',
  'features/effects/background',
  'features/effects/noise-worklet',
  'features/inspect/',
  'features/media-session/',
  'media/refusals',
  'media/screen-sound',
  'media/speaker',
  'network/network-check',
  'peer/history',
  'peer/offered-codecs',
  'peer/pulse',
  'verification/exchange',
  'verification/verification',
  'verification/words',
  'wake-lock/',
];

/**
 * Folders that TypeScript 7 checks, as it compiles the package. `typescript` is version 6: the linter and other tools need its
 * API.
 */
const TYPED_FOLDERS = ['src', 'server', 'demo', 'scripts', 'bench', 'website', 'test', 'test/unit'];

const STEPS = {
  types: {
    needs: [],
    run: async () => {
      for (const folder of TYPED_FOLDERS) {
        if ((await runTool('typescript-native', 'tsc', ['-p', folder, '--pretty'])) !== 0) return failed();
      }
      return passed();
    },
  },
  lint: {
    needs: [],
    run: async () => byStatus(await runTool('eslint', 'eslint', ['.', '--max-warnings', '0'])),
  },
  format: {
    needs: [],
    run: async () => byStatus(await runTool('prettier', 'prettier', ['.', '--check', '--log-level', 'warn'])),
  },
  structure: {
    needs: [],
    run: async () => {
      const statuses = [
        await runTool('dependency-cruiser', 'depcruise', [
          'src',
          'server',
          'demo',
          'scripts',
          'bench',
          'website',
          'test',
        ]),
        await runTool('knip', 'knip', []),
      ];
      const complaints = [
        'package-lock.json',
        'bench/package-lock.json',
        'website/package-lock.json',
      ].flatMap(checkLockfile);
      for (const complaint of complaints) console.error(complaint);
      return statuses.every((status) => status === 0) && complaints.length === 0 ? passed() : failed();
    },
  },
  unit: {
    needs: ['chromium'],
    run: () => browserTests(testFiles('test/unit')),
  },
  firefox: {
    needs: ['firefox'],
    run: async () => {
      if (findProgram('firefox') === undefined) return passed();
      const files = testFiles('test/unit').filter((file) => IN_FIREFOX.some((part) => file.includes(part)));
      return browserTests(files, '--config', 'web-test-runner.firefox.config.mjs');
    },
  },
  server: { needs: ['redis'], run: () => nodeTests('test/server', 3) },
  build: {
    needs: ['chromium'],
    run: async () => {
      const built = await buildDist();
      await buildDemo();
      if (!built) return failed();
      return nodeTests('test/build', 2);
    },
  },
  e2e: {
    needs: ['chromium', 'firefox', 'webkit', 'xvfb', 'redis', 'coturn', 'ip', 'nft', 'certutil'],
    run: () => nodeTests('test/e2e', 3),
  },
  docs: {
    needs: ['chromium', 'redis', 'nginx', 'caddy', 'systemd'],
    run: () => nodeTests('test/docs', 2),
  },
} satisfies Record<string, Step>;

type StepName = keyof typeof STEPS;
const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** The steps of a lane follow one another. */
type Lane = readonly StepName[];

/** One after the other. The lanes of a phase run side by side, as much as two cores carry, and end at about the same time. */
const PHASES: readonly (readonly Lane[])[] = [
  [
    ['lint', 'format', 'unit'],
    ['types', 'structure', 'server', 'firefox', 'build'],
  ],
  [['docs', 'e2e']],
];

const { only, filters } = readArguments();
const leftOut = findPrograms();
const summary: string[] = [];
let total = NO_TESTS;
let ok = true;

for (const phase of PHASES) {
  const results = await Promise.all(phase.map(runLane));
  ok = results.every((result) => result);
  if (!ok) break;
}

// A step that fails without a failed test (types, lint, a crash) counts as one, so that the last line tells the truth.
const failures = total.failed === 0 && !ok ? 1 : total.failed;
console.log(`\n━━ summary\n\n${summary.join('\n')}\n`);
if (total.tests.length > SLOWEST) console.log(`The slowest tests:\n${slowest(total.tests).join('\n')}\n`);
for (const name of leftOut) console.log(`Left out, for want of ${howToGet(name)}`);
for (const { file, name, message } of total.failures) {
  console.log(`failed: ${file}${name && `: ${name}`}\n  ${message.replaceAll('\n', '\n  ')}`);
}
console.log(`${total.passed} passed, ${failures} failed`);
process.exitCode = ok ? 0 : 1;

/** Runs the steps of a lane that were asked for, up to the first that fails. */
async function runLane(lane: Lane): Promise<boolean> {
  for (const name of lane) {
    if (only.includes(name) && !(await step(name))) return false;
  }
  return true;
}

async function step(name: StepName): Promise<boolean> {
  console.log(`\n━━ ${name}\n`);
  const started = performance.now();
  const { ok: good, counts } = await STEPS[name].run();
  total = add(total, counts);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  summary.push(`${good ? '✓' : '✗'} ${name.padEnd(10)}${seconds.padStart(6)} s   ${describe(counts)}`);
  return good;
}

/** Looks for what the steps need, which may install it, and returns what is not there. */
function findPrograms(): ProgramName[] {
  const needed = new Set(only.flatMap((name): readonly ProgramName[] => STEPS[name].needs));
  try {
    if (needed.has('chromium')) requireProgram('chromium');
    return [...needed].filter((name) => findProgram(name) === undefined);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
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

/** @param concurrency - Number of files that run at a time: most tests wait for most of their time. */
function nodeTests(folder: string, concurrency: number): Promise<Result> {
  const files = testFiles(folder);
  return tests(files, (counts) =>
    runNode(
      [
        ...['--import', 'tsx', '--test', `--test-timeout=${FILE_TIMEOUT_MS}`],
        `--test-concurrency=${concurrency}`,
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/lib/count-reporter.mjs', '--test-reporter-destination=stdout'],
        ...files,
      ],
      { TEST_COUNTS: counts },
    ),
  );
}

function browserTests(files: readonly string[], ...options: string[]): Promise<Result> {
  return tests(files, (counts) =>
    runTool('@web/test-runner', 'wtr', [...options, '--files', ...files], { TEST_COUNTS: counts }),
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

function slowest(tests: readonly TimedTest[]): string[] {
  return tests
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST)
    .map(({ file, name, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s   ${file}: ${name}`);
}

function byStatus(status: number): Result {
  return status === 0 ? passed() : failed();
}

function passed(): Result {
  return { ok: true, counts: NO_TESTS };
}

function failed(): Result {
  return { ok: false, counts: NO_TESTS };
}
