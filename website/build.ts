// npm run build:docs [-- --base /calls/]: the documentation as a website, in build/site.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDist } from '../scripts/build/dist.js';
import { ROOT } from '../scripts/lib/processes.js';
import { buildSite } from './site.js';

const { values } = parseArgs({ options: { base: { type: 'string', default: '/' } } });
// A script that has become too large is still one that the examples can use.
await buildDist();
if (existsSync(join(ROOT, 'dist/cdn/rtc-elements.js'))) {
  await buildSite(values.base);
  console.log('\nThe site is in build/site. To look at it: npm run serve -- --static build/site');
} else {
  process.exitCode = 1;
}
