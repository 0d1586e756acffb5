// npm run docs: docs/elements.md, from the manifest of the last build, and the drawings of docs/connectivity.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementReference } from './docs/element-reference.js';
import { readDeclarations } from './docs/manifest.js';
import { networkDrawings } from './docs/network-drawings.js';
import { ROOT } from './lib/processes.js';

writeFileSync(join(ROOT, 'docs/elements.md'), await elementReference(readDeclarations()));

const folder = join(ROOT, 'docs/network');
mkdirSync(folder, { recursive: true });
for (const [name, text] of networkDrawings()) writeFileSync(join(folder, name), text);
