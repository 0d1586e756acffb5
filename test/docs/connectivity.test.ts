import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { NAT_TYPES as DRAWN_TYPES } from '../../demo/network/nat-types.js';
import { networkDrawings } from '../../scripts/docs/network-drawings.js';
import { connectsDirectly, NAT_TYPES } from '../../src/core/network/nat-types.js';
import { ROOT, readPage } from './support/snippets.js';

const PAGE = 'docs/connectivity.md';

/** A type as the table names it: `no-udp` is "no UDP". */
const shown = (type: string): string => ({ 'no-udp': 'no UDP', 'full-cone': 'full cone' })[type] ?? type;

describe(PAGE, () => {
  it('has the drawings that `npm run docs` writes, and shows each of them', () => {
    const drawings = networkDrawings();
    const files = readdirSync(`${ROOT}docs/network`);
    assert.deepEqual(files.toSorted(), [...drawings.keys()].toSorted());
    for (const [name, text] of drawings) {
      assert.equal(readPage(`docs/network/${name}`), text, `run \`npm run docs\`: ${name} differs`);
      assert.ok(readPage(PAGE).includes(`(network/${name})`), `${name} is shown`);
    }
  });

  it('draws every type that the network check can find', () => {
    assert.deepEqual(DRAWN_TYPES.toSorted(), NAT_TYPES.toSorted());
  });

  it('says who reaches whom', () => {
    const [, section = ''] = readPage(PAGE).split('## Who reaches whom');
    const [head = '', , ...rows] = section.match(/^\|.*$/gm) ?? [];
    const cells = (row: string): string[] =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    const columns = cells(head).slice(1);
    assert.deepEqual(columns.toSorted(), NAT_TYPES.map(shown).toSorted());
    const told = rows.slice(0, columns.length).map(cells);
    for (const one of NAT_TYPES) {
      const row = told.find(([name]) => name === shown(one));
      for (const other of NAT_TYPES) {
        const cell = row?.[columns.indexOf(shown(other)) + 1];
        assert.equal(cell, connectsDirectly(one, other) ? 'direct' : 'relay', `${one} with ${other}`);
      }
    }
    const pairs = NAT_TYPES.flatMap((one, index) =>
      NAT_TYPES.slice(index).map((other) => connectsDirectly(one, other)),
    );
    assert.deepEqual([pairs.length, pairs.filter(Boolean).length], [28, 18]);
  });
});
