import { expect } from '@open-wc/testing';
import type { CallSession, Source } from '../../../../src/core/index.js';
import { Messages } from '../../../../src/core/channels/index.js';
import { Quality } from '../../../../src/core/features/quality/index.js';
import { Viewing } from '../../../../src/core/viewing/index.js';
import { cleanUp, freshRoom, session } from '../../components/support.js';
import { FastClock } from '../../support/clock.js';
import { failure } from '../../support/events.js';
import { framesAdvance, play } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

const SMALL = { width: 64, height: 48 };

describe('Viewing', () => {
  let room: string;
  let clock: FastClock | undefined;

  beforeEach(() => {
    room = freshRoom();
  });

  afterEach(() => {
    clock?.stop();
    clock = undefined;
    cleanUp();
    for (const video of document.querySelectorAll('video')) video.remove();
  });

  async function meet(...names: string[]): Promise<CallSession[]> {
    const all = await Promise.all(
      names.map(async (name) => {
        const made = session({ room, name });
        Quality.of(made);
        await made.join();
        return made;
      }),
    );
    await waitUntil(
      () =>
        all.every(
          ({ participants }) =>
            participants.length === all.length - 1 &&
            participants.every(({ connectionState }) => connectionState === 'connected'),
        ),
      'not connected',
    );
    return all;
  }

  const pair = (): Promise<[CallSession, CallSession]> =>
    meet('Ann', 'Bob') as Promise<[CallSession, CallSession]>;

  /** The messages about views that `to` receives, as they come. */
  function told(to: CallSession): unknown[] {
    const list: unknown[] = [];
    Messages.of(to).on('view', ({ data }) => list.push(data));
    return list;
  }

  /** Encoding of what `at` sends to `to`. */
  const encoding = (at: CallSession, to: CallSession, source: Source = 'camera'): RTCRtpEncodingParameters =>
    at.getPeer(to.self.id)?.sender(source)?.getParameters().encodings[0] ?? {};

  it('says what a viewer shows, once for each change', async () => {
    const [ann, bob] = await pair();
    const list = told(bob);
    const viewing = Viewing.of(ann);
    const look = { participant: bob.self.id, source: 'camera', view: SMALL } as const;
    viewing.show({}, [look]);
    await waitUntil(() => list.length === 1, 'nothing is said');
    // Of the screen nothing is known yet.
    expect(list).to.deep.equal([{ camera: SMALL }]);
    viewing.show({}, [look]);
    const large = { width: 128, height: 48 };
    viewing.show({}, [{ ...look, view: large }]);
    await waitUntil(() => list.length === 2, 'nothing more is said');
    expect(list[1]).to.deep.equal({ camera: large });
  });

  it('has nothing sent of what nobody sees, and a picture at once when somebody does', async () => {
    const [ann, bob] = await pair();
    const receiver = ann.getPeer(bob.self.id)?.receiver('camera');
    const video = play(receiver?.track ?? null);
    await framesAdvance(video);
    const viewer = {};
    const viewing = Viewing.of(ann);
    const look = { participant: bob.self.id, source: 'camera', view: SMALL } as const;
    viewing.show(viewer, [look]);
    viewing.show(viewer, []);
    await waitUntil(() => encoding(bob, ann).active === false, 'it is sent on');
    expect(encoding(bob, ann, 'microphone').active).to.equal(true);
    expect(ann.getPeer(bob.self.id)?.unasked.has('camera')).to.equal(true);
    viewing.show(viewer, [look]);
    await waitUntil(() => encoding(bob, ann).active === true, 'it is not sent again');
    await framesAdvance(video);
    expect(ann.getPeer(bob.self.id)?.unasked.has('camera')).to.equal(false);
  });

  it('has pictures sent in the largest of their sizes', async () => {
    const [ann, bob] = await pair();
    const { width = 0, height = 0 } = bob.media.getTrack('camera')?.getSettings() ?? {};
    const viewing = Viewing.of(ann);
    const [one, other] = [{}, {}];
    const look = { participant: bob.self.id, source: 'camera' } as const;
    const part = (by: number) => ({ ...look, view: { width: width / by, height: height / by } });
    const scale = (): number => encoding(bob, ann).scaleResolutionDownBy ?? 0;
    viewing.show(one, [part(4)]);
    await waitUntil(() => Math.abs(scale() - 4) < 0.01, `not a quarter, but ${scale()}`);
    viewing.show(other, [part(2)]);
    await waitUntil(() => Math.abs(scale() - 2) < 0.01, 'not a half');
    viewing.show(other, [{ ...look, view: 'full' }]);
    await waitUntil(() => scale() === 1, 'not in full');
    viewing.show(other, []);
    await waitUntil(() => Math.abs(scale() - 4) < 0.01, 'not a quarter again');
  });

  it('has all sent of a track that the page takes, until it says less', async () => {
    const [ann, bob] = await pair();
    const list = told(bob);
    const viewing = Viewing.of(ann);
    const look = { participant: bob.self.id, source: 'camera', view: SMALL } as const;
    viewing.show({}, [look]);
    await waitUntil(() => list.length === 1, 'nothing is said');
    ann.getTrack(bob.self.id, 'camera');
    viewing.show({}, [look]);
    await waitUntil(() => list.length === 2, 'nothing is said of the page');
    expect(list[1]).to.deep.equal({});
    await ann.setView(bob.self.id, 'camera', { width: 96, height: 72 });
    await waitUntil(() => list.length === 3, 'nothing is said of its size');
    expect(list[2]).to.deep.equal({ camera: { width: 96, height: 72 } });
    await ann.setView(bob.self.id, 'camera', null);
    // The tile is still there.
    await waitUntil(() => list.length === 4, 'nothing is said of less');
    expect(list[3]).to.deep.equal({ camera: SMALL });
  });

  it('takes a track of an event that the page reads for taken, and not one that it leaves', async () => {
    const ann = session({ room, name: 'Ann' });
    const taken: MediaStreamTrack[] = [];
    ann.addEventListener('rtc-track', (event) => {
      if (event.source === 'camera') taken.push(event.track);
    });
    await ann.join();
    const bob = session({ room, name: 'Bob' });
    await bob.join();
    const list = told(bob);
    await waitUntil(() => taken.length === 1, 'no track');
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'not connected');
    const viewing = Viewing.of(ann);
    for (const source of ['camera', 'screen'] as const) {
      viewing.show({}, [{ participant: bob.self.id, source, view: SMALL }]);
    }
    await waitUntil(() => list.length > 0, 'nothing is said');
    expect(list.at(-1)).to.deep.equal({ screen: SMALL });
  });

  it('refuses what cannot be seen', async () => {
    const [ann, bob] = await pair();
    const { id } = bob.self;
    const wrong: [string, unknown, unknown, string][] = [
      ['nobody', 'camera', null, 'unknown-participant'],
      [id, 'microphone', null, 'invalid-options'],
      [id, 'camera', { width: 0, height: 1 }, 'invalid-options'],
      [id, 'camera', { width: 1 }, 'invalid-options'],
      [id, 'camera', 'small', 'invalid-options'],
      [id, 'camera', undefined, 'invalid-options'],
    ];
    for (const [who, source, view, code] of wrong) {
      const error = await failure(ann.setView(who, source as 'camera', view as null));
      expect(error, JSON.stringify([source, view])).to.include({ name: 'RtcError', code });
    }
  });

  it('asks for nothing of somebody whom nobody shows, after a while', async () => {
    const [ann, bob] = await pair();
    const list = told(bob);
    clock = new FastClock(20, /\/viewing\//);
    Viewing.of(ann);
    await waitUntil(() => list.length === 1, 'nothing is said');
    expect(list).to.deep.equal([{ camera: null, screen: null }]);
    expect(clock.delays).to.include(12_000);
  });

  it('lets the pictures stand of all but a few, and not those that are wanted in full', async () => {
    const [ann, bob, cem] = (await meet('Ann', 'Bob', 'Cem')) as [CallSession, CallSession, CallSession];
    const viewing = Viewing.of(ann);
    const viewer = {};
    const look = (of: CallSession, view: typeof SMALL | 'full' = SMALL) =>
      ({ participant: of.self.id, source: 'camera', view }) as const;
    viewing.show(viewer, [look(bob), look(cem)]);
    viewing.moving = new Set([bob.self.id]);
    await waitUntil(() => encoding(cem, ann).active === false, 'it moves');
    expect(encoding(bob, ann).active).to.equal(true);
    expect(viewing.isStanding(cem.self.id)).to.equal(true);
    expect(viewing.isStanding(bob.self.id)).to.equal(false);
    viewing.show(viewer, [look(bob), look(cem, 'full')]);
    await waitUntil(() => encoding(cem, ann).active === true, 'it stands');
    expect(viewing.isStanding(cem.self.id)).to.equal(false);
    viewing.show(viewer, [look(bob), look(cem)]);
    await waitUntil(() => encoding(cem, ann).active === false, 'it moves again');
    viewing.moving = undefined;
    await waitUntil(() => encoding(cem, ann).active === true, 'it stands for ever');
  });

  it('is told anew to who reloads the page', async () => {
    const [ann, bob] = await pair();
    const viewer = {};
    const viewing = Viewing.of(ann);
    viewing.show(viewer, [{ participant: bob.self.id, source: 'camera', view: SMALL }]);
    await waitUntil(() => (encoding(bob, ann).scaleResolutionDownBy ?? 0) > 2, 'nothing is said');
    await bob.leave();
    await waitUntil(() => ann.participants.length === 0, 'still there');
    await bob.join();
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'not connected');
    const list = told(bob);
    viewing.show(viewer, [{ participant: bob.self.id, source: 'camera', view: SMALL }]);
    await waitUntil(() => list.length === 1, 'nothing is said');
    expect(list).to.deep.equal([{ camera: SMALL }]);
  });
});
