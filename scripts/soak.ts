// npm run test:soak: what takes too long for npm test. A million malformed messages for the server, a thousand rounds of
// renegotiation over a bad wire, two hundred calls in one page.
import { buildDemo, buildDist } from './build/dist.js';
import { requireChromium } from './programs.mjs';
import { runNode, runTool } from './lib/processes.js';

const nodeTest = (file: string, env: NodeJS.ProcessEnv): Promise<number> =>
  runNode(['--import', 'tsx', '--test', '--test-reporter=spec', file], env);

const STEPS = [
  () => nodeTest('test/server/fuzz.test.ts', { FUZZ_FRAMES: '1000000' }),
  async () => {
    const env = { ROUNDS: '1000', CHROME_PATH: requireChromium() };
    const files = ['--files', 'test/unit/core/peer/convergence.test.ts'];
    return runTool('@web/test-runner', 'wtr', files, env);
  },
  async () => {
    if (!(await buildDist())) return 1;
    await buildDemo();
    return nodeTest('test/e2e/cycles.test.ts', { CYCLES: '200' });
  },
];

for (const step of STEPS) {
  process.exitCode = await step();
  if (process.exitCode !== 0) break;
}
