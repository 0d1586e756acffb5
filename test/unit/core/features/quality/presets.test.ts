import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import { budgetOf, cleanUp, connected, freshRoom, later, session, sharesOut } from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

describe('quality presets', () => {
  let room: string;

  beforeEach(() => {
    localStorage.clear();
    room = freshRoom();
  });

  afterEach(cleanUp);

  async function joined(): Promise<CallSession> {
    const made = session({ room });
    Quality.of(made);
    await made.join();
    return made;
  }

  describe('that is chosen', () => {
    it('is seen in the settings of the camera, at once and at the next opening', async () => {
      const ann = session({ room });
      const quality = Quality.of(ann);
      await ann.openMedia();
      const track = ann.media.getTrack('camera');
      const height = (): number | undefined => ann.media.getTrack('camera')?.getSettings().height;
      for (const [preset, expected] of [
        ['low', 360],
        ['standard', 540],
        ['high', 1080],
        ['auto', 720],
      ] as const) {
        quality.preset = preset;
        await waitUntil(() => height() === expected, `the picture of ${preset} does not come`);
      }
      expect(ann.media.getTrack('camera')).to.equal(track);
      quality.preset = 'low';
      await ann.toggleCamera(false);
      await ann.toggleCamera(true);
      expect(height()).to.equal(360);
    });

    it('leaves alone what the page asks of the camera, and keeps what it asks of the microphone', async () => {
      const video = { height: { ideal: 240 }, width: { ideal: 320 } };
      const ann = session({ room, constraints: { video } });
      Quality.of(ann).preset = 'high';
      expect(ann.media.constraints.video).to.equal(video);
      await ann.openMedia();
      expect(ann.media.getTrack('camera')?.getSettings().height).to.equal(240);
      // A camera that is open already has one size for all.
      ann.dispose();

      const bob = session({ room });
      Quality.of(bob).preset = 'low';
      const audio = { echoCancellation: false };
      bob.configure({ constraints: { audio } });
      await bob.openMedia();
      expect(bob.media.getTrack('camera')?.getSettings().height).to.equal(360);
      expect(bob.media.getTrack('microphone')?.getSettings().echoCancellation).to.equal(false);
      bob.configure({ constraints: { video } });
      await waitUntil(() => bob.media.getTrack('camera')?.getSettings().height === 240, '');
    });
  });

  describe('auto', () => {
    function stub(target: object, key: string, value: unknown): void {
      const before = Object.getOwnPropertyDescriptor(target, key);
      Object.defineProperty(target, key, { configurable: true, writable: true, value });
      later(() => {
        if (before) Object.defineProperty(target, key, before);
        else Reflect.deleteProperty(target, key);
      });
    }

    it('asks for as much as one connection can use', async () => {
      const ann = await joined();
      const bob = await joined();
      await connected(ann, bob);
      expect(Quality.of(ann).effectiveUplink).to.equal(2_000_000);
      await sharesOut(ann, 2_000_000);
    });

    it('saves where the browser says so', async () => {
      stub(navigator, 'connection', { saveData: true, effectiveType: '4g' });
      const ann = await joined();
      const bob = await joined();
      await connected(ann, bob);
      await sharesOut(ann, 300_000);
      stub(navigator, 'connection', { saveData: false, effectiveType: '3g' });
      Quality.of(ann).preset = 'auto';
      await sharesOut(ann, 500_000);
    });

    it('sends no more than the connections carry, and more again when they carry more', async () => {
      const { getStats } = RTCPeerConnection.prototype;
      let bitrate = 200_000;
      stub(RTCPeerConnection.prototype, 'getStats', function (this: RTCPeerConnection) {
        return getStats
          .call(this)
          .then(
            (report) =>
              new Map(
                Array.from(report as unknown as Map<string, object>, ([id, stats]) => [
                  id,
                  { ...stats, availableOutgoingBitrate: bitrate },
                ]),
              ),
          );
      });
      const ann = await joined();
      const bob = await joined();
      await connected(ann, bob);
      await waitUntil(() => budgetOf(ann) <= 300_000 && budgetOf(ann) >= 200_000, 'too much');
      bitrate = 50_000_000;
      await sharesOut(ann, 2_000_000);
    });
  });
});
