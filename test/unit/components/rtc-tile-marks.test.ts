import { expect, fixture } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { CallSession, RtcLocalVideo, RtcRemoteVideo } from '../../../src/index.js';
import '../../../src/index.js';
import { appears, cleanUp, colorScheme, deep, exists, freshRoom, joined, picture } from './support.js';
import { hum } from '../support/hum.js';
import { waitUntil } from '../support/wait-until.js';

type Rendering = Pick<LitElement, 'addController' | 'requestUpdate' | 'updateComplete'>;

describe('the marks of a tile', () => {
  let endHum: () => Promise<unknown>;

  beforeEach(() => {
    endHum = hum();
  });

  afterEach(async () => {
    cleanUp();
    await endHum();
  });

  async function withBob(): Promise<{ here: CallSession; bob: CallSession; element: RtcRemoteVideo }> {
    const room = freshRoom();
    const [here, bob] = await Promise.all([joined({ room, name: 'Ann' }), joined({ room, name: 'Bob' })]);
    const element = await fixture<RtcRemoteVideo>(`<rtc-remote-video></rtc-remote-video>`);
    element.session = here;
    await picture(element);
    return { here, bob, element };
  }

  it('show that somebody speaks, and that they stop', async () => {
    const { bob, element } = await withBob();
    const marks = await appears(element, 'rtc-tile-marks');
    await appears(marks, '[part=speaking-icon]');
    expect(deep(marks, '[part=speaking-icon]').textContent).to.equal('Speaking');
    await bob.toggleMicrophone(false);
    await waitUntil(() => !exists(marks, '[part=speaking-icon]'), 'the mark stays');
    expect(element.matches(':state(speaking)')).to.equal(false);
  });

  it('ring a tile below its picture, which keeps its place', async () => {
    const { bob, element } = await withBob();
    const places = () =>
      ['video', '[part=badge]'].map((part) => {
        const { left, bottom, height } = deep(element, part).getBoundingClientRect();
        return { left, bottom, height };
      });
    await waitUntil(() => element.matches(':state(speaking)'), 'not heard');
    expect(getComputedStyle(element, '::before').borderTopWidth).to.equal('3px');
    const [tile, host] = [deep(element, '.tile'), element].map((one) => one.getBoundingClientRect());
    expect(tile?.top).to.equal((host?.top ?? 0) + 4);
    const ringed = places();
    await bob.toggleMicrophone(false);
    await waitUntil(() => !element.matches(':state(speaking)'), 'still speaking');
    expect(getComputedStyle(element, '::before').content).to.equal('none');
    expect(places()).to.deep.equal(ringed);
  });

  it('show on the tile of this participant that they speak, until the call ends', async () => {
    const here = await joined({ name: 'Ann' });
    const element = await fixture<RtcLocalVideo>(`<rtc-local-video></rtc-local-video>`);
    element.session = here;
    await waitUntil(() => element.matches(':state(speaking)'), 'not heard');
    await here.leave();
    await waitUntil(() => !element.matches(':state(speaking)'), 'still speaking');
    expect(exists(element, 'rtc-tile-marks')).to.equal(false);
  });

  for (const [loss, grade, words] of [
    [0.05, 'fair', 'Unsteady connection'],
    [0.3, 'poor', 'Poor connection'],
    [0, 'good', ''],
  ] as const) {
    it(`say that a connection that loses ${String(loss * 100)} % is ${grade}`, async () => {
      colorScheme('light');
      const { here, bob, element } = await withBob();
      // The browser's own counters, with a loss that loopback does not have.
      let packets = 0;
      here.getStats = () => {
        packets += 1000;
        const inbound = {
          type: 'inbound-rtp',
          packetsReceived: packets * (1 - loss),
          packetsLost: packets * loss,
        };
        return Promise.resolve({
          timestamp: performance.now(),
          participants: new Map([[bob.self.id, new Map([['in', inbound]]) as unknown as RTCStatsReport]]),
        });
      };
      const marks = await appears(element, 'rtc-tile-marks');
      await waitUntil(() => element.matches(`:state(quality-${grade})`), `not ${grade}`);
      expect(exists(marks, '[part=quality-icon]')).to.equal(grade !== 'good');
      if (words) expect(deep(marks, '[part=quality-icon]').textContent).to.equal(words);
      await expect(element).to.be.accessible();
    });
  }

  it('do not render when others begin or stop to speak', async () => {
    const room = freshRoom();
    const [here, bob, cleo] = await Promise.all([
      joined({ room, name: 'Ann' }),
      joined({ room, name: 'Bob' }),
      joined({ room, name: 'Cleo' }),
    ]);
    await cleo.toggleMicrophone(false);
    // Good connections all the time.
    let packetsReceived = 0;
    here.getStats = () => {
      packetsReceived += 1000;
      const inbound = { type: 'inbound-rtp', packetsReceived, packetsLost: 0 };
      const report = new Map([['in', inbound]]) as unknown as RTCStatsReport;
      return Promise.resolve({
        timestamp: performance.now(),
        participants: new Map([bob, cleo].map(({ self }) => [self.id, report])),
      });
    };
    const [ofBob, ofCleo] = await Promise.all(
      [bob, cleo].map(async ({ self }) => {
        const tile = await fixture<RtcRemoteVideo>(
          `<rtc-remote-video participant=${self.id}></rtc-remote-video>`,
        );
        tile.session = here;
        await waitUntil(() => tile.matches(':state(quality-good)'), 'no grade');
        return tile;
      }),
    );
    // Nothing else changes on the tile from then on.
    await Promise.all([picture(ofCleo!), appears(ofCleo!, 'rtc-tile-tools')]);
    await waitUntil(() => ofBob!.matches(':state(speaking)'), 'not heard');
    let rendered = 0;
    const marks = deep(ofCleo!, 'rtc-tile-marks') as HTMLElement & Rendering;
    marks.addController({ hostUpdated: () => (rendered += 1) });
    await bob.toggleMicrophone(false);
    await waitUntil(() => !ofBob!.matches(':state(speaking)'), 'still speaking');
    expect(rendered).to.equal(0);
    marks.requestUpdate();
    await marks.updateComplete;
    expect(rendered).to.equal(1);
  });

  it('are not there outside of a call', async () => {
    const element = await fixture<RtcRemoteVideo>(`<rtc-remote-video></rtc-remote-video>`);
    expect(exists(element, 'rtc-tile-marks')).to.equal(false);
    expect(exists(element, 'rtc-tile-tools')).to.equal(false);
  });
});
