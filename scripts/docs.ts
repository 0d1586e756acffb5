// npm run docs: docs/elements.md and the pages in docs/elements, from the manifest of the last build; the tables of options in
// docs/server.md; the drawings of docs/connectivity.md; the reports of the public types in api/.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReports } from './docs/api-report.js';
import { elementIndex, newElementPage, withReference } from './docs/element-reference.js';
import { elementsOf, readDeclarations } from './docs/manifest.js';
import { networkDrawings } from './docs/network-drawings.js';
import { withOptionTables } from './docs/server-options.js';
import { ROOT } from './lib/processes.js';

const declarations = readDeclarations();
writeFileSync(join(ROOT, 'docs/elements.md'), await elementIndex(declarations));
mkdirSync(join(ROOT, 'docs/elements'), { recursive: true });
for (const element of elementsOf(declarations)) {
  const file = join(ROOT, `docs/elements/${element.tagName}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : newElementPage(element.tagName);
  writeFileSync(file, await withReference(page, element));
}

const serverPage = join(ROOT, 'docs/server.md');
writeFileSync(serverPage, await withOptionTables(readFileSync(serverPage, 'utf8')));

const folder = join(ROOT, 'docs/network');
mkdirSync(folder, { recursive: true });
for (const [name, text] of networkDrawings()) writeFileSync(join(folder, name), text);

const reports = join(ROOT, 'api');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);
for (const [name, text] of await apiReports()) writeFileSync(join(reports, name), text);
