// npm run docs: docs/elements.md, from the manifest of the last build; the tables of options in docs/server.md; the drawings
// of docs/connectivity.md; the reports of the public types in api/.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReports } from './docs/api-report.js';
import { elementReference } from './docs/element-reference.js';
import { readDeclarations } from './docs/manifest.js';
import { networkDrawings } from './docs/network-drawings.js';
import { withOptionTables } from './docs/server-options.js';
import { ROOT } from './lib/processes.js';

writeFileSync(join(ROOT, 'docs/elements.md'), await elementReference(readDeclarations()));

const serverPage = join(ROOT, 'docs/server.md');
writeFileSync(serverPage, await withOptionTables(readFileSync(serverPage, 'utf8')));

const folder = join(ROOT, 'docs/network');
mkdirSync(folder, { recursive: true });
for (const [name, text] of networkDrawings()) writeFileSync(join(folder, name), text);

const reports = join(ROOT, 'api');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);
for (const [name, text] of await apiReports()) writeFileSync(join(reports, name), text);
