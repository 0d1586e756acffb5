import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apiReports } from '../../scripts/docs/api-report.js';

const API = fileURLToPath(new URL('../../api', import.meta.url));
const read = (name: string): string => readFileSync(join(API, name), 'utf8');

describe('the reports of the public types in api/', () => {
  let reports: Map<string, string>;

  before(async () => {
    reports = await apiReports();
  });

  it('are those of the types that are built: otherwise run `npm run docs`, and read what has changed', () => {
    assert.deepEqual(readdirSync(API).toSorted(), [...reports.keys()].toSorted());
    for (const [name, text] of reports) assert.equal(read(name), text, name);
  });

  it('have the members that can be used, and no others', () => {
    const text = read('rtc-elements.txt');
    assert.match(text, /class RtcStage extends SessionElement \{[^}]*\n {2}layout: 'grid' \| 'spotlight';\n/);
    assert.match(text, /class CallElement[^]*\n {2}join\(\): Promise<void>;\n/);
    assert.doesNotMatch(text, /\b(private|protected)\b|#private|toolbars/);
  });

  it('name what one entry has from another', () => {
    assert.match(read('rtc-elements.txt'), /\bCallSession,[^]*\} from 'rtc-elements\/core';/);
  });
});
