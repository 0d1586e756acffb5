import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { findProgram } from '../../scripts/programs.mjs';
import { lanAddresses } from '../../scripts/start/lan-addresses.js';
import { iceServersFor } from '../../server/talk/ice-servers.js';
import type { CheckStep, CheckStepName, NetworkCheckResult } from '../../src/core/network/index.js';
import { BROWSERS, launchChromium } from '../support/browsers.js';
import { startCoturn } from '../support/coturn.js';
import type { Coturn } from '../support/coturn.js';
import { mainly } from '../support/dealt.js';
import { startProductionServer } from '../support/production-server.js';
import type { ProductionServer } from '../support/production-server.js';

const SECRET = 'take-32-random-bytes-or-more-for-this';

interface NetworkCheck extends HTMLElement {
  signaling: string;
  room: string;
  iceServers: unknown;
  start(): Promise<NetworkCheckResult>;
}

const coturn = findProgram('coturn');

describe('<rtc-network-check>', { skip: coturn === undefined && 'there is no coturn' }, () => {
  // A browser does not use the loopback device; what is sent to an own address does not leave the machine either.
  const [address] = lanAddresses();
  let turn: Coturn;
  let server: ProductionServer;

  before(async () => {
    assert.ok(coturn !== undefined && address !== undefined, 'this machine has an address');
    const configuration = `use-auth-secret\nstatic-auth-secret=${SECRET}\nrealm=localhost\n`;
    turn = await startCoturn(coturn, configuration, address);
    server = await startProductionServer();
  });

  after(async () => {
    await server.stop();
    await turn.stop();
  });

  /** Makes a check in a page of the server, with these ICE servers. */
  async function check(
    browser: Browser,
    iceServers: unknown = '',
    { url } = server,
  ): Promise<NetworkCheckResult> {
    const page = await browser.newPage();
    try {
      await page.goto(url);
      return await page.evaluate(async (servers) => {
        await customElements.whenDefined('rtc-network-check');
        const element = document.createElement('rtc-network-check') as unknown as NetworkCheck;
        element.signaling = '/signal';
        element.room = 'checked';
        element.iceServers = servers;
        document.body.append(element);
        return element.start();
      }, iceServers);
    } finally {
      await page.close();
    }
  }

  const find = ({ steps }: NetworkCheckResult, name: CheckStepName): CheckStep => {
    const step = steps.find((one) => one.name === name);
    assert.ok(step);
    return step;
  };

  const servers = (turnSecret: string): unknown => {
    const urls = [`turn:${address}:${turn.port}`, `turn:${address}:${turn.port}?transport=tcp`];
    const iceServers = [{ urls: `stun:${address}:${turn.port}` }];
    return iceServersFor('visitor', { iceServers, turnUrls: urls, turnSecret, turnTtlMs: 60_000 });
  };

  // The other tests are in Chromium.
  for (const name of mainly('Firefox')) {
    const { launch, needs } = BROWSERS[name];

    it(`sends media through the relays, and says what is missing or refused (${name})`, needs, async () => {
      const browser = await launch();
      try {
        const result = await check(browser, servers(SECRET));
        assert.equal(result.cancelled, false);
        assert.equal(find(result, 'signaling').state, 'passed');
        assert.equal(find(result, 'stun').state, 'passed', JSON.stringify(find(result, 'stun')));
        for (const step of [find(result, 'turn-udp'), find(result, 'turn-tcp')]) {
          assert.equal(step.state, 'passed', `${JSON.stringify(step)} ${turn.log()}`);
          assert.equal(step.allocated, true);
          assert.ok(step.kbps !== undefined && step.kbps > 0);
          assert.ok(step.loss !== undefined && step.loss >= 0 && step.loss < 1);
          assert.equal(typeof step.roundTripMs, 'number');
        }
        assert.equal(find(result, 'turn-tls').state, 'not-measured');
        assert.equal(result.verdict.relay, 'works');
        assert.equal(result.verdict.outlook, 'everybody');

        const refused = await check(browser, servers('another secret'));
        assert.equal(find(refused, 'turn-udp').reason, 'credentials');
        assert.equal(refused.verdict.relay, 'fails');
        assert.doesNotMatch(JSON.stringify([result, refused]), /credential"|:visitor/);
      } finally {
        await browser.close();
      }
    });
  }

  // Firefox sends nothing from an address of the machine to one of the loopback device.
  it('learns relays and the type of its NAT from the server', async () => {
    const measuring = await startProductionServer(
      ...['--probe', '127.0.0.1,127.0.0.2', '--probe-ports', '0,0'],
      ...['--turn-url', `turn:${address}:${turn.port}`, '--turn-secret', SECRET],
    );
    const browser = await launchChromium();
    try {
      const result = await check(browser, '', measuring);
      assert.deepEqual(
        [result.nat, result.mapping, result.filtering],
        ['open', 'endpoint-independent', 'endpoint-independent'],
        JSON.stringify(find(result, 'nat')),
      );
      assert.equal(find(result, 'nat').addresses, 2);
      assert.equal(find(result, 'turn-udp').state, 'passed', JSON.stringify(find(result, 'turn-udp')));
      assert.deepEqual(result.verdict.relayed, ['no-udp']);
    } finally {
      await browser.close();
      await measuring.stop();
    }
  });

  it('gets no relay from a server that asks for a token', async () => {
    const closed = await startProductionServer(
      ...['--token-secret', SECRET],
      ...['--turn-url', `turn:${address}:${turn.port}`, '--turn-secret', SECRET],
    );
    const browser = await launchChromium();
    try {
      const result = await check(browser, '', closed);
      assert.equal(find(result, 'signaling').error, 'unauthorized');
      assert.equal(find(result, 'turn-udp').state, 'skipped');
      assert.ok(result.verdict.advice.includes('ask-for-invitation'));
    } finally {
      await browser.close();
      await closed.stop();
    }
  });
});
