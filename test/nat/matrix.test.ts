// Every pair of NAT types, with a relay and without, in Chromium, and between Firefox and Chromium.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { needsLab } from './namespaces.js';
import { connectsDirectly, NAT_TYPES, type NatType } from '../../src/core/network/nat-types.js';
import { PAIRS } from './nat-types.js';
import { callLasts } from './pair.js';
import { bothSay, NatScene } from './scene.js';

/** The result of each pair, in both directions, as a table. */
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

for (const browsers of [
  ['chromium', 'chromium'],
  ['firefox', 'chromium'],
] as const) {
  describe(`calls between all types of NAT, ${browsers.join(' with ')}`, needsLab(...browsers), () => {
    const connected: string[] = [];
    const table = { relay: new Table(), none: new Table() };
    let scene: NatScene;

    before(async () => {
      scene = await NatScene.open(browsers);
    });

    afterEach(() => scene.pair.hangUp());

    after(async () => {
      console.log(`\nWith TURN:\n${table.relay.text()}\n\nWith STUN alone:\n${table.none.text()}\n`);
      await (scene as NatScene | undefined)?.close();
    });

    for (const types of PAIRS) {
      const names = types.join(' with ');

      it(`connects ${names} with a relay`, async () => {
        await callLasts(...(await scene.pair.join(scene.withRelay.url, ...types)));
        table.relay.set(...types, 'connects');
      });

      if (connectsDirectly(...types)) {
        it(`connects ${names} without a relay`, async () => {
          await callLasts(...(await scene.pair.join(scene.withoutRelay.url, ...types)));
          table.none.set(...types, 'connects');
          connected.push(names);
        });
      } else {
        it(`says that ${names} needs a relay`, async (t) => {
          const people = await scene.pair.join(scene.withoutRelay.url, ...types);
          await bothSay(t, people, /^No direct path, and no relay \(TURN\) is set up$/);
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
