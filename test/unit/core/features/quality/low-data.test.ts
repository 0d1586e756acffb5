import { expect } from '@open-wc/testing';
import type { CallSession, CallSessionOptions } from '../../../../../src/core/index.js';
import { Messages } from '../../../../../src/core/channels/index.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import { framesAdvance, play } from '../../../support/media.js';
import {
  budgetOf,
  cleanUp,
  connected,
  encodingOf,
  freshRoom,
  later,
  session,
  watchNegotiations,
} from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

describe('low-data mode', () => {
  let room: string;

  beforeEach(() => {
    localStorage.clear();
    room = freshRoom();
  });

  afterEach(cleanUp);

  function made(options: CallSessionOptions = {}): CallSession {
    const one = session({ room, ...options });
    Quality.of(one);
    return one;
  }

  async function joined(): Promise<CallSession> {
    const one = made();
    await one.join();
    return one;
  }

  function watch(at: CallSession, of: CallSession): HTMLVideoElement {
    const video = play(at.getTrack(of.self.id, 'camera'));
    later(() => {
      video.remove();
    });
    return video;
  }

  /** Waits until `at` sends its camera to `to`, or sends it no more. */
  const sends = (at: CallSession, to: CallSession, camera: boolean): Promise<void> =>
    waitUntil(
      () => encodingOf(at, to, 'camera').active === camera,
      camera ? 'the camera is not sent' : 'the camera is sent still',
    );

  it('pauses one’s own camera and asks for none, on this one connection, and takes it all back', async () => {
    const [ann, bob, cleo] = [await joined(), await joined(), await joined()];
    await connected(ann, bob, cleo);
    const atAnn = watch(ann, bob);
    const atCleo = watch(cleo, bob);
    await framesAdvance(atAnn);
    const negotiations = watchNegotiations();

    Quality.of(ann).lowData = true;
    expect(ann.media.camera).to.equal(false);
    await sends(bob, ann, false);
    await sends(cleo, ann, false);
    await sends(bob, cleo, true);
    expect(Quality.of(bob).isDeclinedBy(ann.self.id)).to.equal(true);
    expect(Quality.of(bob).isDeclinedBy(cleo.self.id)).to.equal(false);
    expect(encodingOf(bob, ann, 'microphone').active).to.equal(true);
    await framesAdvance(atCleo);

    Quality.of(ann).lowData = false;
    await sends(bob, ann, true);
    await framesAdvance(atAnn);
    await waitUntil(() => ann.media.camera, 'one’s own camera does not come back');
    await framesAdvance(watch(bob, ann));
    expect(negotiations.count).to.equal(0);
  });

  it('sends no more than the low preset does, screens included', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    Quality.of(ann).preset = 'high';
    Quality.of(ann).lowData = true;
    await ann.toggleScreen(true);
    await waitUntil(() => budgetOf(ann) <= 300_000 && budgetOf(ann) > 250_000, 'too much');
    expect(encodingOf(ann, bob, 'screen').active).to.equal(true);
  });

  it('leaves a camera off that was off, and on that the person turned on meanwhile', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    const quality = Quality.of(ann);
    await ann.toggleCamera(false);
    quality.lowData = true;
    quality.lowData = false;
    expect(ann.isOn('camera')).to.equal(false);

    await ann.toggleCamera(true);
    quality.lowData = true;
    await ann.toggleCamera(true);
    expect(ann.media.camera).to.equal(true);
    await sends(ann, bob, true);
    quality.lowData = false;
    expect(ann.media.camera).to.equal(true);

    quality.lowData = true;
    await ann.toggleCamera(true);
    await ann.toggleCamera(false);
    quality.lowData = false;
    expect(ann.isOn('camera')).to.equal(false);
  });

  it('is only a wish before the call, which opens nothing', async () => {
    const ann = made();
    const quality = Quality.of(ann);
    quality.lowData = true;
    expect(ann.isOn('camera')).to.equal(false);
    quality.lowData = false;
    expect(ann.isOn('camera')).to.equal(true);
    expect(ann.media.sourceState('camera')).to.equal('inactive');

    await ann.openMedia();
    quality.lowData = true;
    expect(ann.media.camera).to.equal(false);
    quality.lowData = false;
    await waitUntil(() => ann.media.camera, 'the preview does not come back');
  });

  it('that began before the call ends in it with the camera on', async () => {
    const bob = await joined();
    const ann = made();
    Quality.of(ann).lowData = true;
    await ann.join();
    await connected(ann, bob);
    await sends(bob, ann, false);
    expect(ann.media.camera).to.equal(false);
    Quality.of(ann).lowData = false;
    await waitUntil(() => ann.media.camera, 'the camera does not open');
    await sends(bob, ann, true);
  });

  it('is told to who joins later, and after a connection was made anew', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    Quality.of(ann).lowData = true;
    await sends(bob, ann, false);
    const cleo = await joined();
    await connected(ann, bob, cleo);
    await sends(cleo, ann, false);

    const before = bob.getPeer(ann.self.id)?.connection;
    for (const [at, of] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      at.getPeer(of.self.id)?.receive({ kind: 'renew', epoch: Date.now() + 1 });
    }
    await waitUntil(() => bob.getPeer(ann.self.id)?.connection !== before, 'not renewed');
    await connected(ann, bob, cleo);
    await sends(bob, ann, false);
    expect(Quality.of(bob).isDeclinedBy(ann.self.id)).to.equal(true);
  });

  it('is over with the call of who asked for it', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    Quality.of(ann).lowData = true;
    await sends(bob, ann, false);
    const { id } = ann.self;
    await ann.leave();
    await waitUntil(() => bob.participants.length === 0);
    expect(Quality.of(bob).isDeclinedBy(id)).to.equal(false);
  });

  it('is not moved by what makes no sense', async () => {
    const [ann, bob] = [await joined(), await joined()];
    await connected(ann, bob);
    const messages = Messages.of(ann);
    for (const data of [null, 7, 'video', [], {}, { video: 'no' }, { video: null }, [{ video: false }]]) {
      messages.send('quality', data);
    }
    messages.send('quality', { video: false, uplink: 1, preset: 'high', __proto__: { lowData: true } });
    // In order: all of them have been heard when this one has.
    await sends(bob, ann, false);
    expect(Quality.of(bob)).to.include({ preset: 'auto', lowData: false, uplink: undefined });
    messages.send('quality', { video: true });
    await sends(bob, ann, true);
    messages.send('quality', { video: 0 });
    messages.send('quality', { nothing: true });
    messages.send('probe', 1);
    let heard = false;
    Messages.of(bob).on('probe', () => (heard = true));
    await waitUntil(() => heard, 'not heard');
    expect(Quality.of(bob).isDeclinedBy(ann.self.id)).to.equal(false);
  });

  it('says so for the tiles', async () => {
    const ann = await joined();
    expect(ann.features.quality?.lowData).to.equal(false);
    Quality.of(ann).lowData = true;
    expect(ann.features.quality?.lowData).to.equal(true);
  });
});
