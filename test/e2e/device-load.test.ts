// A device that does not keep up with its pictures. The statistics say so, whatever the machine of the test can do. Half a
// minute in each browser, so only in `npm run test:soak`.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS } from '../support/browsers.js';
import { evalFirst } from '../support/deep.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';
import { look } from './support/scene.js';

const SOAK = process.env['SOAK'] === '1';

/** Runs in a page: from now on encoding takes all cores, and only one picture per second is sent. */
function pretendToBeSlow(): void {
  const { getStats } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection) {
    const report = (await getStats.call(this)) as unknown as Map<string, Record<string, unknown>>;
    const totalEncodeTime = (performance.now() / 1000) * navigator.hardwareConcurrency;
    const changed = new Map<string, object>();
    report.forEach((stats, id) => {
      const isPicture = stats['type'] === 'outbound-rtp' && stats['kind'] === 'video';
      changed.set(id, isPicture ? { ...stats, totalEncodeTime, framesPerSecond: 1 } : stats);
    });
    return changed;
  };
}

for (const name of BROWSER_NAMES) {
  const { launch, needs } = BROWSERS[name];
  describe(
    `a device that cannot keep up, in ${name}`,
    SOAK ? needs : { skip: 'in npm run test:soak' },
    () => {
      let server: ProductionServer;
      let browser: Browser;

      before(async () => {
        [server, browser] = await Promise.all([startProductionServer(), launch()]);
      });

      after(async () => {
        await browser.close();
        await server.stop();
      });

      it('sends smaller pictures, says why, and goes on sending sound', async () => {
        const [ann, bob] = await Promise.all(
          ['Ann', 'Bob'].map(async (person) => {
            const joined = await Person.inWindow(await browser.createBrowserContext());
            await joined.page.goto(`${server.url}?room=load&name=${person}&autojoin`);
            await joined.waitForState('in-call');
            return joined;
          }),
        );
        assert.ok(ann && bob);
        await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
        const width = (): Promise<number> =>
          evalFirst(bob.page, 'rtc-remote-video >>> video', (video) => video.videoWidth);
        const whole = await width();
        await look(ann, (call) => {
          call.addEventListener('rtc-quality-change', (event) => {
            Reflect.set(call, 'reason', Reflect.get(event, 'reason'));
          });
        });
        await ann.page.evaluate(pretendToBeSlow);
        await waitFor('the reason', () => look(ann, (call) => Reflect.get(call, 'reason') === 'cpu'));
        await waitFor('smaller pictures', async () => (await width()) < whole);
        await bob.hearsAll();
        await Promise.all([ann, bob].map((person) => person.close()));
      });
    },
  );
}
