import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { compare, SMALL_WINDOW, WINDOW } from '../../bench/calls/compare.js';
import { flow } from '../../bench/calls/flow.js';
import { BARE, OURS } from '../../bench/contenders.js';
import { Arena } from '../../bench/lib/arena.js';
import { median, percentile, ratio, rotated, spread } from '../../bench/lib/arithmetic.js';
import { CallSite } from '../../bench/lib/call-site.js';
import { markdown, replaceBetween } from '../../bench/lib/table.js';
import { transpile } from '../../bench/lib/transpile.js';
import { BARE_MESH, CORE, ELEMENTS, HAND_WRITTEN } from '../../bench/libraries.js';
import { Template, numberOf, payload } from '../../bench/load/payload.js';
import type { Stream } from '../../bench/pages/meter.js';
import { QUICK } from '../../bench/part.js';
import { HALF_NAMES, PARTS } from '../../bench/parts.js';
import { measureRelay } from '../../bench/parts/relay.js';
import { Calls, measureFarCalls } from '../../bench/parts/setup-far.js';
import { slides } from '../../bench/parts/slides.js';
import { ROOT } from '../../scripts/lib/processes.js';
import { needs } from '../support/needs.js';

/** Takes a machine that has time for pictures; the elements have to be built for some. */
const soak = (...names: Parameters<typeof needs>): ReturnType<typeof needs> =>
  process.env['SOAK'] ? needs('chromium', ...names) : { skip: 'in npm run test:soak' };

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

  it('what comes in of the streams of a call, of which a missing one brings nothing', () => {
    const stream: Stream = {
      ...{ id: 'a', time: 1000, received: 10, decoded: 8, freezes: 1, bytes: 1000 },
      ...{ width: 320, height: 180, sharpness: 1.5 },
    };
    const later = { ...stream, time: 3000, received: 50, decoded: 46, freezes: 2, bytes: 26_000 };
    assert.deepEqual(flow([stream], [later, { ...later, id: 'new', sharpness: undefined }], 2), {
      ...{ received: 10, decoded: 9.5, slowest: 0, freezes: 15, kbits: 50 },
      ...{ width: 320, height: 180, sharpness: 1.5 },
    });
  });

  it('round trips, to the next half', () => {
    const calls = new Calls();
    calls.near.push({ first: 80, both: 90 }, { first: 100, both: 100 }, { first: 400, both: 500 });
    calls.far.push({ first: 560, both: 570 }, { first: 90, both: 100 }, { first: 700, both: 800 });
    assert.equal(calls.roundTrips, 4.5);
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
      'docs/benchmarks.md': [
        ...HALF_NAMES.flatMap((half) => [`machine-${half}`, `bars-${half}`]),
        ...PARTS.map((part) => part.name),
      ],
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
    const effort = { ...QUICK, repetitions: 1, seconds: 0.2 };
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

  it('sets up calls over a distance', needs('chromium'), async () => {
    const measured = await measureFarCalls([CORE, HAND_WRITTEN], 1);
    for (const library of [CORE, HAND_WRITTEN]) {
      const { near = [], far = [] } = measured.get(library) ?? {};
      assert.equal(near.length, 1);
      const [{ first } = { first: 0 }] = far;
      // TCP, WebSocket, the news of who has come, an offer, and its answer: each is there and back, or as long as that.
      assert.ok(first > 400, `${library.name}: ${first} ms`);
    }
  });

  it('holds calls by hand, and says what they cost', needs('chromium'), async () => {
    const site = await CallSite.open([BARE_MESH]);
    try {
      const setting = { people: 2, window: SMALL_WINDOW, pictures: { width: 320, rate: 10 } };
      const meetings = { ...QUICK.meetings, settle: 0, seconds: 1 };
      const [calls] = await compare(site, [{ library: BARE_MESH, setting }], meetings);
      assert.ok(calls);
      assert.ok(calls.cores > 0);
      for (const key of ['received', 'decoded', 'kbits', 'sharpness'] as const) {
        assert.ok(calls.seen(key) > 0, key);
      }
      assert.ok(calls.seen('width') <= 320, calls.picture);
    } finally {
      await site.close();
    }
  });

  it('holds calls with the elements, who send less where less is seen', soak(), async () => {
    const site = await CallSite.open([ELEMENTS]);
    try {
      const contests = [
        { library: ELEMENTS, setting: { people: 2, window: WINDOW } },
        { library: ELEMENTS, setting: { people: 2, window: SMALL_WINDOW } },
        { library: ELEMENTS, setting: { people: 2, window: WINDOW, halfAway: true } },
      ];
      const meetings = { ...QUICK.meetings, settle: 15, seconds: 3 };
      const [usual, small, away] = await compare(site, contests, meetings);
      assert.ok(usual && small && away);
      assert.ok(small.seen('width') < usual.seen('width'), `${small.picture} beside ${usual.picture}`);
      assert.equal(away.unseen('kbits'), 0);
      assert.ok(away.seen('decoded') > 0);
    } finally {
      await site.close();
    }
  });

  it('compares slides as they are drawn and as they are seen', soak('ffmpeg'), async () => {
    const { table } = await slides.run(QUICK);
    assert.equal(table.length, 4);
    for (const [codec, kbits, soon, late] of table.slice(1)) {
      assert.ok(Number(kbits) > 0, codec);
      for (const likeness of [soon, late]) {
        assert.ok(Number(likeness) > 0.5 && Number(likeness) <= 1, `${codec}: ${likeness}`);
      }
    }
  });
});
