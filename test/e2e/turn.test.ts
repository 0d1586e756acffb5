import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { findProgram } from '../../scripts/programs.mjs';
import { lanAddresses } from '../../scripts/start/lan-addresses.js';
import { iceServersFor } from '../../server/talk/ice-servers.js';
import { launchChromium } from '../support/browsers.js';
import { startCoturn } from '../support/coturn.js';
import type { Coturn } from '../support/coturn.js';
import { startProductionServer } from '../support/production-server.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

const SECRET = 'take-32-random-bytes-or-more-for-this';
const TTL_S = 8;

/** The configuration that docs/turn.md tells its readers to take. */
function recipe(): string {
  const page = readFileSync(new URL('../../docs/turn.md', import.meta.url), 'utf8');
  const [, text = ''] = /^```coturn\n([^]*?)^```$/m.exec(page) ?? [];
  assert.ok(text.includes(`static-auth-secret=${SECRET}\n`), 'it is there, with the secret of this test');
  return text;
}

interface Call extends HTMLElement {
  readonly session: {
    configure(options: { iceTransportPolicy: 'relay' }): void;
    getStats(): Promise<{ participants: Map<string, RTCStatsReport> }>;
  };
  join(): Promise<void>;
}

/** Of every connection that carries the call: how each end is reached. */
function ways(page: Page): Promise<string[]> {
  return page.$eval('rtc-call', async (element) => {
    const { participants } = await (element as unknown as Call).session.getStats();
    return [...participants.values()].flatMap((report) => {
      const all = new Map<string, Record<string, string>>(report);
      return [...all.values()]
        .filter(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId)
        .map(({ selectedCandidatePairId = '' }) => {
          const { localCandidateId = '', remoteCandidateId = '' } = all.get(selectedCandidatePairId) ?? {};
          return `${all.get(localCandidateId)?.['candidateType']} ${all.get(remoteCandidateId)?.['candidateType']}`;
        });
    });
  });
}

/** Results of a browser with these ICE servers and no way but a relay: the types of its candidates, and the errors. */
function gather(page: Page, iceServers: RTCIceServer[]): Promise<{ types: string[]; errors: number[] }> {
  return page.evaluate(async (servers) => {
    const pc = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: 'relay' });
    const types: string[] = [];
    const errors: number[] = [];
    pc.addEventListener('icecandidateerror', ({ errorCode }) => errors.push(errorCode));
    const complete = new Promise<void>((resolve) => {
      pc.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type) types.push(candidate.type);
        if (!candidate) resolve();
      });
    });
    pc.createDataChannel('x');
    await pc.setLocalDescription();
    await complete;
    pc.close();
    return { types, errors };
  }, iceServers);
}

const coturn = findProgram('coturn');

describe('a call through coturn', { skip: coturn === undefined && 'there is no coturn' }, () => {
  // A browser does not use the loopback device; what is sent to an own address does not leave the machine either.
  const [address] = lanAddresses();
  let turn: Coturn;
  let server: ProductionServer;
  let browser: Browser;
  let urls: string[];

  before(async () => {
    assert.ok(coturn !== undefined && address !== undefined, 'this machine has an address');
    // Both members meet at the relay's own address, which is public elsewhere.
    turn = await startCoturn(coturn, `${recipe()}allowed-peer-ip=${address}\n`, address);
    urls = [`turn:${address}:${turn.port}`];
    const flags = urls.flatMap((url) => ['--turn-url', url]);
    [server, browser] = await Promise.all([
      startProductionServer(...flags, '--turn-secret', SECRET, '--turn-ttl', String(TTL_S)),
      launchChromium(),
    ]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
    await turn.stop();
  });

  it('works with nothing but the relay, and gets fresh credentials in time', async () => {
    const people: Person[] = [];
    for (const name of ['Ann', 'Bob']) {
      const person = await Person.create(browser);
      people.push(person);
      await person.page.evaluateOnNewDocument(() => {
        const connections: RTCPeerConnection[] = [];
        Reflect.set(globalThis, 'connections', connections);
        globalThis.RTCPeerConnection = class extends RTCPeerConnection {
          constructor(configuration?: RTCConfiguration) {
            super(configuration);
            connections.push(this);
          }
        };
      });
      await person.page.goto(`${server.url}?room=relayed&name=${name}`);
      await waitFor('the call element', () =>
        person.page.$eval('rtc-call', (element) => 'session' in (element as object)),
      );
      await person.page.$eval('rtc-call', async (element) => {
        const call = element as unknown as Call;
        call.session.configure({ iceTransportPolicy: 'relay' });
        await call.join();
      });
      await person.waitForState('in-call');
    }
    const [ann, bob] = people as [Person, Person];
    await ann.sees('Bob');
    await bob.sees('Ann');
    for (const { page } of people) assert.deepEqual(await ways(page), ['relay relay']);

    const usernames = (): Promise<string[]> =>
      ann.page.evaluate(() =>
        (Reflect.get(globalThis, 'connections') as RTCPeerConnection[])
          .filter(({ connectionState }) => connectionState === 'connected')
          .flatMap((pc) => pc.getConfiguration().iceServers?.map(({ username = '' }) => username) ?? []),
      );
    const [first] = await usernames();
    assert.ok(first);
    await waitFor('fresh credentials in the connection that is there', async () => {
      const [now] = await usernames();
      return now !== undefined && now !== first;
    });
    // A call that is going on does not end with the credentials that it began with.
    await waitFor('their end', () => Date.now() > Number(first.split(':')[0]) * 1000);
    await ann.seesMotion('Bob');
    for (const person of people) {
      assert.deepEqual(person.errors, []);
      await person.close();
    }
  });

  it('leads to nobody in a private network', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    const options = { iceServers: [], turnUrls: urls, turnSecret: SECRET, turnTtlMs: 60_000 };
    await page.evaluate(
      async (iceServers) => {
        const relayed = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
        const other = new RTCPeerConnection();
        relayed.createDataChannel('x');
        await relayed.setLocalDescription();
        await other.setRemoteDescription(relayed.localDescription!);
        await other.setLocalDescription();
        await relayed.setRemoteDescription(other.localDescription!);
        // As somebody would say who wants to look behind the firewall of the relay. Low ports the browser refuses.
        const candidate = 'candidate:1 1 udp 2122260223 10.0.0.1 5000 typ host';
        await relayed.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
      },
      iceServersFor('eve', options) as RTCIceServer[],
    );
    await waitFor('coturn to refuse', () => /10\.0\.0\.1.* denied/.test(turn.log()));
    await page.close();
  });

  it('is refused with a credential that has expired, or was made with another secret', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    const options = { iceServers: [], turnUrls: urls, turnSecret: SECRET, turnTtlMs: 60_000 };
    const good = await gather(page, iceServersFor('ann', options) as RTCIceServer[]);
    assert.ok(good.types.length > 0 && good.types.every((type) => type === 'relay'), turn.log());

    const expired = iceServersFor('ann', options, Date.now() - 120_000);
    const foreign = iceServersFor('ann', { ...options, turnSecret: 'another' });
    for (const servers of [expired, foreign]) {
      const { types, errors } = await gather(page, servers as RTCIceServer[]);
      assert.deepEqual(types, []);
      assert.ok(errors.includes(401), errors.join());
    }
    await page.close();
  });
});
