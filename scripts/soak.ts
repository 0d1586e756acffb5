// npm run test:soak: what takes too long for npm test, and how long things take, which is only fair where nothing else
// runs. A million malformed messages for the server, a thousand rounds of renegotiation over a bad wire, two hundred
// calls in one page; what Chromium does in calls with Firefox; all variants in both browsers, with effects and with a slow
// device; calls and slides of the benchmarks; all pairs of NAT types; recovery within its bars; the examples for
// frameworks, installed and built; the website with its pages and examples.
import { buildDemo, buildDist } from './build/dist.js';
import { requireProgram } from './programs.mjs';
import { runNode, runTool } from './lib/processes.js';

const nodeTest = (env: NodeJS.ProcessEnv, ...files: string[]): Promise<number> =>
  runNode(['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec', ...files], env);

const STEPS = [
  () => nodeTest({ FUZZ_FRAMES: '1000000' }, 'test/server/fuzz.test.ts'),
  async () => {
    const env = { ROUNDS: '1000', CHROME_PATH: requireProgram('chromium') };
    const files = ['peer/convergence', 'features/files/file-transfers'].map(
      (name) => `test/unit/core/${name}.test.ts`,
    );
    return runTool('@web/test-runner', 'wtr', ['--files', ...files], env);
  },
  async () => {
    if (!(await buildDist())) return 1;
    await buildDemo();
    return nodeTest({ CYCLES: '200' }, 'test/e2e/cycles.test.ts');
  },
  () => nodeTest({}, 'test/frameworks/examples.test.ts'),
  () => nodeTest({}, 'test/site/site.test.ts'),
  () => nodeTest({ DIRECTION: 'from-chromium' }, 'test/e2e/firefox.test.ts'),
  () =>
    nodeTest(
      { SOAK: '1' },
      ...[
        ...['pairs', 'unwilling-browser', 'missing-parts', 'network-page', 'looking', 'small-phone'],
        ...['effects', 'device-load', 'strict-policy', 'text-size', 'frames', 'network-check', 'recording'],
      ].map((name) => `test/e2e/${name}.test.ts`),
    ),
  () => nodeTest({ SOAK: '1' }, 'test/build/bench.test.ts'),
  () =>
    nodeTest({ BARS: '1' }, 'test/nat/types.test.ts', 'test/nat/matrix.test.ts', 'test/nat/changes.test.ts'),
  () => nodeTest({ BARS: '1' }, 'test/server/talk/client.test.ts', 'test/server/signaling-server.test.ts'),
  () => nodeTest({ BARS: '1', SOAK: '1' }, 'test/e2e/recovery.test.ts', 'test/e2e/page.test.ts'),
];

for (const step of STEPS) {
  process.exitCode = await step();
  if (process.exitCode !== 0) break;
}
