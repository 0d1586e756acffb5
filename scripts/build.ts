// npm run build: dist/, all that is published.
import { buildDist } from './build/dist.js';

process.exitCode = (await buildDist()) ? 0 : 1;
