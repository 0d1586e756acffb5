// The type of NAT that a machine is behind, as <rtc-network-check> names it in a page, and rtc-nat on the command line; and
// the relays that <rtc-network-check> sends media through.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { fileURLToPath } from 'node:url';
import type { NatReport } from '../../server/nat/discovery.js';
import type { NetworkCheckResult } from '../../src/core/network/index.js';
import { needs } from '../support/needs.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import type { Client } from './client.js';
import { Lab, PUBLIC_ADDRESSES, turnFlags } from './lab.js';
import { needsLab } from './namespaces.js';
import { NAT_TYPES } from '../../src/core/network/nat-types.js';
import { TURN_PORT } from './relay.js';

const RTC_NAT = fileURLToPath(new URL('../../dist/server/nat/cli.js', import.meta.url));

/** Port of our own STUN server, beside coturn's. */
const STUN_PORT = 5478;

/** Number of times that each type is looked for in a page: one right result may be luck. */
const RUNS = 3;

const BROWSERS = ['chromium', 'firefox'] as const;

interface NetworkCheck extends HTMLElement {
  signaling: string;
  room: string;
  start(): Promise<NetworkCheckResult>;
}

describe('the type of a NAT', needsLab(), () => {
  let lab: Lab;
  let server: ProductionServer;
  let serverWithRelays: ProductionServer;
  let client: Client;

  before(async () => {
    lab = await Lab.open();
    const probe = ['--probe', PUBLIC_ADDRESSES.join(), '--probe-ports', '3580,3581'];
    server = await lab.server(...probe, '--stun', String(STUN_PORT));
    serverWithRelays = await lab.server(...turnFlags());
    client = await lab.client('open');
  });

  after(() => (lab as Lab | undefined)?.close());

  for (const type of NAT_TYPES) {
    for (const [name, port] of [
      ['our own STUN server', STUN_PORT],
      ['coturn', TURN_PORT],
    ] as const) {
      it(`is ${type} to rtc-nat, by ${name}`, async () => {
        await client.move(type);
        const server = `${PUBLIC_ADDRESSES[0]}:${port}`;
        const { status, stdout, stderr } = await client.run(process.execPath, RTC_NAT, server, '--json');
        assert.equal(status, type === 'no-udp' ? 1 : 0, stderr);
        assert.equal((JSON.parse(stdout) as NatReport).type, type, stdout);
      });
    }
  }

  for (const name of BROWSERS) {
    describe(`in ${name}`, needs(name), () => {
      let browser: Browser;

      before(async () => {
        browser = await client.browser(name);
      });

      for (const type of NAT_TYPES) {
        it(`is ${type} to <rtc-network-check>`, async () => {
          await client.move(type);
          for (let run = 0; run < RUNS; run += 1) {
            const result = await check(browser, server.url);
            assert.equal(result.nat, type, JSON.stringify(result.steps));
          }
        });
      }

      for (const [type, udp] of [
        ['symmetric', 'passed'],
        ['no-udp', 'failed'],
      ] as const) {
        it(`sends media through each relay that can be reached from behind ${type}`, async () => {
          await client.move(type);
          const { steps } = await check(browser, serverWithRelays.url);
          const relays = steps.filter(({ name }) => name.startsWith('turn-'));
          const states = relays.map(({ name, state, allocated, kbps = 0 }) => [
            name,
            state,
            allocated === true && kbps > 0,
          ]);
          assert.deepEqual(
            states,
            [
              ['turn-udp', udp, udp === 'passed'],
              ['turn-tcp', 'passed', true],
              ['turn-tls', 'passed', true],
            ],
            JSON.stringify(relays),
          );
        });
      }
    });
  }
});

/** Makes a check in a new page. */
async function check(browser: Browser, url: string): Promise<NetworkCheckResult> {
  const page = await browser.newPage();
  try {
    // Chromium gives up what it is loading when it notices that the network is another one.
    await waitFor('the page', () => page.goto(url, { timeout: 5000 }));
    return await page.evaluate(async () => {
      await customElements.whenDefined('rtc-network-check');
      const element = document.createElement('rtc-network-check') as unknown as NetworkCheck;
      element.signaling = '/signal';
      element.room = 'checked';
      document.body.append(element);
      return element.start();
    });
  } finally {
    await page.close();
  }
}
