import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { PACKAGE_FILES, SOURCE_FOLDER } from './scripts/build/effect-table.mjs';
import { chromiumLauncher } from './test/support/chromium-launcher.mjs';
import { badGateway, signalingPlugin } from './test/support/signaling-plugin.mjs';

/** Writes into the file `TEST_COUNTS` how many tests ran, and how long each took, for scripts/test.ts. */
const countingReporter = {
  /** @param {{ sessions: import('@web/test-runner').TestSession[] }} run */
  onTestRunFinished({ sessions }) {
    const file = process.env['TEST_COUNTS'];
    if (file === undefined) return;
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const failures = [];
    const tests = [];
    for (const { testFile, testResults, passed, errors } of sessions) {
      const failedBefore = counts.failed;
      const file = relative(process.cwd(), testFile);
      for (const { name, duration = 0, ...result } of testResults ? testsOf(testResults) : []) {
        counts[result.skipped ? 'skipped' : result.passed ? 'passed' : 'failed'] += 1;
        tests.push({ file, name, ms: duration });
        if (!result.passed && !result.skipped) {
          failures.push({ file, name, message: result.error?.message ?? '' });
        }
      }
      // A file that could not be loaded, or that broke between its tests, has no failed test to show for it.
      if (passed === false && counts.failed === failedBefore) {
        counts.failed += 1;
        failures.push({ file, name: '', message: errors.map(({ message }) => message).join('\n') });
      }
    }
    writeFileSync(file, JSON.stringify({ ...counts, failures, tests }));
  },
};

/**
 * All tests of a suite and of those within it.
 *
 * @param {import('@web/test-runner').TestSuiteResult} suite
 * @returns {import('@web/test-runner').TestResult[]}
 */
function testsOf(suite) {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

/**
 * Workers and worklets are named as TypeScript compiles them, also where they are served uncompiled.
 *
 * @type {NonNullable<import('@web/test-runner').TestRunnerConfig['middleware']>[number]}
 */
const workersInTypeScript = (context, next) => {
  context.path = context.path.replace(/^(\/src\/.*-work(?:er|let))\.js$/, '$1.ts');
  return next();
};

/**
 * The build copies files of packages beside the modules that load them.
 *
 * @type {NonNullable<import('@web/test-runner').TestRunnerConfig['middleware']>[number]}
 */
const filesOfPackages = (context, next) => {
  for (const [name, path] of Object.entries(PACKAGE_FILES)) {
    if (context.path === `/${SOURCE_FOLDER}/${name}`) context.path = `/node_modules/${path}`;
  }
  return next();
};

/** Of the system's own choice: two runs that look for one at the same time would find the same. */
async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await once(server.close(), 'close');
  return port;
}

/** Of test/unit/core/peer/convergence.test.ts; 1,000 in `npm run test:soak`. */
const ROUNDS = process.env['ROUNDS'] ?? '20';

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/unit/**/*.test.ts',
  port: await freePort(),
  nodeResolve: true,
  middleware: [badGateway, workersInTypeScript, filesOfPackages],
  plugins: [esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', define: { ROUNDS } }), signalingPlugin()],
  browsers: [chromiumLauncher({ browsers: 4 })],
  testRunnerHtml: (testFramework) => `<!doctype html>
    <script type="module" src="/test/unit/support/setup.ts"></script>
    <script type="module" src="${testFramework}"></script>`,
  // For a test that hangs; a machine that is busy is slow.
  testFramework: { config: { timeout: 120_000 } },
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: Math.max(600_000, Number(ROUNDS) * 6000),
  // Unit tests put elements where no page does; test/unit/components/misuse.test.ts reads what these say then.
  filterBrowserLogs: ({ args }) =>
    !args.some((arg) => /Lit is in dev mode|^rtc-elements: </.test(String(arg))),
  reporters: [defaultReporter(), countingReporter],
};
