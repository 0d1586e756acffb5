// Every pair of NAT types, with a relay and without, in Chromium, and between Firefox and Chromium.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { bar } from '../support/bar.js';
import { needs } from '../support/needs.js';
import type { ProductionServer } from '../support/production-server.js';
import type { LabBrowserName } from './browser.js';
import { Lab, STUN_FLAGS, turnFlags } from './lab.js';
import { needsLab } from './namespaces.js';
import { connectsDirectly, NAT_TYPES, PAIRS, type NatType } from './nat-types.js';
import { callLasts, Pair, saysOf } from './pair.js';

const BROWSERS: readonly (readonly [LabBrowserName, LabBrowserName])[] = [
  ['chromium', 'chromium'],
  ['firefox', 'chromium'],
];

/** How long it may take until the tile says that there is no path, in ms. */
const UNTIL_SAID = 20_000;

/** What was seen of each pair, in both directions, as a table. */
class Table {
  readonly #seen = new Map<string, string>();

  set(a: NatType, b: NatType, result: string): void {
    this.#seen.set(`${a} ${b}`, result).set(`${b} ${a}`, result);
  }

  text(): string {
    const rows = [
      ['', ...NAT_TYPES],
      ...NAT_TYPES.map((a) => [a, ...NAT_TYPES.map((b) => this.#cell(a, b))]),
    ];
    return rows
      .map((cells) =>
        cells
          .map((cell) => cell.padEnd(19))
          .join('')
          .trimEnd(),
      )
      .join('\n');
  }

  #cell(a: NatType, b: NatType): string {
    return this.#seen.get(`${a} ${b}`) ?? '?';
  }
}

for (const browsers of BROWSERS) {
  const missing = [needsLab(), needs(...browsers)].find(({ skip }) => skip) ?? { skip: false };

  describe(`calls between all types of NAT, ${browsers.join(' with ')}`, missing, () => {
    const connected: string[] = [];
    const table = { relay: new Table(), none: new Table() };
    let lab: Lab;
    let pair: Pair;
    let withRelay: ProductionServer;
    let withoutRelay: ProductionServer;

    before(async () => {
      lab = await Lab.open();
      withRelay = await lab.server(...turnFlags());
      withoutRelay = await lab.server(...STUN_FLAGS);
      pair = await Pair.create(lab, browsers);
    });

    afterEach(() => pair.hangUp());

    after(async () => {
      console.log(`\nWith TURN:\n${table.relay.text()}\n\nWith STUN alone:\n${table.none.text()}\n`);
      await (lab as Lab | undefined)?.close();
    });

    for (const types of PAIRS) {
      const names = types.join(' with ');

      it(`connects ${names} with a relay`, async () => {
        await callLasts(...(await pair.join(withRelay.url, ...types)));
        table.relay.set(...types, 'connects');
      });

      if (connectsDirectly(...types)) {
        it(`connects ${names} without a relay`, async () => {
          await callLasts(...(await pair.join(withoutRelay.url, ...types)));
          table.none.set(...types, 'connects');
          connected.push(names);
        });
      } else {
        it(`says that ${names} needs a relay`, async (t) => {
          const [ann, bob] = await pair.join(withoutRelay.url, ...types);
          const started = performance.now();
          const words = /^No direct path, and no relay \(TURN\) is set up$/;
          await Promise.all([saysOf(ann, 'Bob', words), saysOf(bob, 'Ann', words)]);
          bar(t, 'until it is said', performance.now() - started, UNTIL_SAID);
          table.none.set(...types, 'says so');
        });
      }
    }

    it('has tried all 28 pairs, 18 of which need no relay', () => {
      assert.equal(PAIRS.length, 28);
      assert.equal(connected.length, 18);
    });
  });
}
