import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { BARE, OURS } from '../../bench/contenders.js';
import { Arena } from '../../bench/lib/arena.js';
import { median, percentile, ratio, rotated, spread } from '../../bench/lib/arithmetic.js';
import { markdown, replaceBetween } from '../../bench/lib/table.js';
import { transpile } from '../../bench/lib/transpile.js';
import { Template, numberOf, payload } from '../../bench/load/payload.js';
import { PARTS } from '../../bench/parts.js';
import { measureRelay } from '../../bench/parts/relay.js';
import { ROOT } from '../../scripts/lib/processes.js';

describe('what the bench calculates', () => {
  it('the median, of one, of an odd and of an even number of values', () => {
    assert.equal(median([7]), 7);
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([10, 2, 4, 8]), 6);
  });

  it('percentiles: the value that so many do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.equal(percentile(values, 0.5), 50);
    assert.equal(percentile(values, 0.99), 99);
    assert.equal(percentile([3], 0.01), 3);
  });

  it('ratios within each repetition, so that a slow moment changes nothing', () => {
    assert.equal(ratio([10, 5, 100], [20, 10, 200]), 0.5);
    assert.throws(() => ratio([1, 2], [1]));
  });

  it('the spread, and whose turn it is', () => {
    assert.equal(spread([8, 10, 12]), 0.2);
    assert.deepEqual(rotated(['a', 'b', 'c'], 4), ['b', 'c', 'a']);
  });
});

describe('what the bench sends', () => {
  for (const bytes of [100, 300, 301, 302, 303, 3000]) {
    it(`is JSON of ${bytes} bytes, with a number that can be read again`, () => {
      const text = payload(bytes);
      assert.equal(Buffer.byteLength(text), bytes);
      assert.ok(JSON.parse(text));
      const frame = new Template(`42["message",${text}]`).numbered(1234);
      assert.equal(numberOf(Buffer.from(frame)), 1234);
    });
  }
});

describe('what the bench writes', () => {
  it('is a table as prettier wants it', () => {
    const table = [
      ['server', 'per second'],
      ['a', '1'],
    ];
    assert.equal(
      markdown(table),
      '| server | per second |\n| ------ | ---------: |\n| a      |          1 |',
    );
  });

  it('replaces one table of a page, which has a place for each', () => {
    const places = {
      'docs/benchmarks.md': ['machine', 'bars', ...PARTS.map((part) => part.name)],
      'docs/operating.md': ['sizing'],
    };
    for (const [file, names] of Object.entries(places)) {
      const page = readFileSync(join(ROOT, file), 'utf8');
      for (const name of names) {
        const changed = replaceBetween(page, name, 'TEXT');
        assert.ok(changed.includes(`<!-- bench: ${name} -->\n\nTEXT\n\n<!-- /bench: ${name} -->`));
        assert.equal(replaceBetween(changed, name, 'TEXT'), changed);
      }
      assert.throws(() => replaceBetween(page, 'nothing', 'TEXT'));
    }
  });
});

describe('what the bench measures, with what needs no other packages', { timeout: 300_000 }, () => {
  before(transpile);

  it('relays over our server and the bare one, and says what it took', async () => {
    const effort = { repetitions: 1, seconds: 0.2, connections: 10, clients: 10, calls: 1 };
    const { perCpuSecond, p50, p99 } = await measureRelay([OURS, BARE], effort);
    for (const contender of [OURS, BARE]) {
      for (const series of [perCpuSecond[300], perCpuSecond[3000], p50, p99]) {
        assert.ok((series.of(contender)[0] ?? 0) > 0, contender.name);
      }
    }
  });

  for (const contender of [OURS, BARE]) {
    it(`${contender.name}: everybody comes back after it was killed`, async () => {
      const arena = await Arena.open(contender);
      try {
        const { dialect } = contender;
        await arena.load.remote.ask('settle', { dialect, url: arena.url, clients: 4 });
        const killed = Date.now();
        await arena.restart();
        assert.ok((await arena.load.remote.ask('back')) > killed);
        const { rss } = await arena.server.remote.ask('memory');
        assert.ok(rss > 0);
      } finally {
        await arena.close();
      }
    });
  }
});
