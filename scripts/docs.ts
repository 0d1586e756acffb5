// npm run docs: docs/elements.md, from the manifest of the last build.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementReference } from './docs/element-reference.js';
import { readDeclarations } from './docs/manifest.js';
import { ROOT } from './lib/processes.js';

writeFileSync(join(ROOT, 'docs/elements.md'), await elementReference(readDeclarations()));
