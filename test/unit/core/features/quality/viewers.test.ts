import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import type { Messages } from '../../../../../src/core/channels/messages.js';
import { settle, Viewers } from '../../../../../src/core/features/quality/viewers.js';
import { FastClock } from '../../../support/clock.js';
import { waitUntil } from '../../../support/wait-until.js';

const camera = (width: number, height: number) => ({ camera: { width, height } });

describe('settle', () => {
  it('sends the size that is seen', () => {
    expect(settle({}, camera(400, 200))).to.deep.equal(camera(400, 200));
    expect(settle({ camera: null }, camera(400, 200))).to.deep.equal(camera(400, 200));
  });

  it('keeps the size while it is large enough, and not much larger', () => {
    const sent = camera(420, 210);
    for (const width of [421, 420, 400, 320])
      expect(settle(sent, camera(width, width / 2))).to.deep.equal(sent);
    expect(settle(sent, camera(422, 210))).to.deep.equal(camera(422, 210));
    expect(settle(sent, camera(420, 212))).to.deep.equal(camera(420, 212));
    expect(settle(sent, camera(200, 100))).to.deep.equal(camera(200, 100));
  });

  it('sends nothing of what is not seen, and all of what nothing is said of', () => {
    expect(settle(camera(420, 210), { camera: null })).to.deep.equal({ camera: null });
    expect(settle({ ...camera(420, 210), screen: null }, {})).to.deep.equal({});
  });
});

describe('Viewers', () => {
  let link: EventTarget;
  let leaving: AbortController;
  let say: (from: string, data: unknown) => void;
  let changes: number;
  let clock: FastClock;

  function viewers(): Viewers {
    const peer = { id: 'bob', link, signal: leaving.signal };
    const session = { peers: { each: (visit: (one: typeof peer) => void) => visit(peer) } };
    const messages = {
      on: (_topic: string, listener: (message: { from: string; data: unknown }) => void) => {
        say = (from, data) => {
          listener({ from, data });
        };
      },
    };
    return new Viewers(
      session as unknown as CallSession,
      messages as unknown as Messages,
      () => (changes += 1),
    );
  }

  beforeEach(() => {
    link = new EventTarget();
    leaving = new AbortController();
    changes = 0;
    clock = new FastClock(1000);
  });

  afterEach(() => {
    clock.stop();
  });

  it('knows nothing of somebody until they say what they see', () => {
    const views = viewers();
    expect(views.of('bob')).to.equal(undefined);
    say('bob', { camera: null });
    expect(views.of('bob')).to.deep.equal({ camera: null });
    expect(changes).to.equal(1);
    leaving.abort();
    expect(views.of('bob')).to.equal(undefined);
  });

  it('sends everything to somebody who could have said it and has not, as older versions', async () => {
    const views = viewers();
    expect(clock.delays).to.deep.equal([]);
    link.dispatchEvent(new Event('control'));
    link.dispatchEvent(new Event('control'));
    expect(clock.delays).to.deep.equal([5000]);
    await waitUntil(() => changes === 1, 'waits for ever');
    expect(views.of('bob')).to.deep.equal({});
  });

  it('keeps what was said meanwhile', async () => {
    const views = viewers();
    link.dispatchEvent(new Event('control'));
    say('bob', { camera: null });
    await waitUntil(() => clock.passed.length === 1, 'the time does not pass');
    expect(views.of('bob')).to.deep.equal({ camera: null });
  });
});
