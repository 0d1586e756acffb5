// npm run test:nat: in a lab of network namespaces, which type of NAT is named from behind which; calls from behind every pair
// of types, with a table of what connects; and what becomes of a call whose network or relay changes.
import { whyNoLab } from '../test/nat/namespaces.js';
import { buildDemo, buildDist } from './build/dist.js';
import { runNode } from './lib/processes.js';

const FILES = ['test/nat/types.test.ts', 'test/nat/matrix.test.ts', 'test/nat/changes.test.ts'];

const reason = whyNoLab();
if (reason !== undefined) {
  console.error(`npm run test:nat: ${reason}`);
  process.exitCode = 1;
} else if (!(await buildDist())) {
  process.exitCode = 1;
} else {
  await buildDemo();
  const options = ['--test-concurrency=1', '--test-reporter=spec', ...FILES];
  process.exitCode = await runNode(['--import', 'tsx', '--test', ...options], { BARS: '1' });
}
