// npm run test:soak: what takes too long for npm test, a million malformed messages for the server.
import { runNode } from './lib/processes.js';

const FRAMES = '1000000';

process.exitCode = await runNode(['--import', 'tsx', '--test', 'test/server/fuzz.test.ts'], {
  FUZZ_FRAMES: FRAMES,
});
