import type { Person } from './person.js';
import { look } from './scene.js';

export interface IncomingVideo {
  /** Of all pictures that came so far. */
  readonly bytes: number;
  /** MIME type of what came last; empty before anything came. */
  readonly codec: string;
  /** Time of the measurement, in ms of the browser's clock. */
  readonly time: number;
}

/** Reads how much video of the cameras or screens of everybody else has come in (webrtc-stats, `inbound-rtp`). */
export const incomingVideo = (
  person: Person,
  source: 'camera' | 'screen' = 'camera',
): Promise<IncomingVideo> =>
  look(
    person,
    async ({ session }, source) => {
      const { participants } = await session.getStats();
      const found = { bytes: 0, codec: '', time: 0 };
      for (const [id, report] of participants) {
        const track = session.getTrack(id, source)?.id;
        for (const stats of (report as unknown as Map<string, Record<string, unknown>>).values()) {
          if (stats['type'] !== 'inbound-rtp' || stats['trackIdentifier'] !== track) continue;
          const codec = report.get(String(stats['codecId'])) as { mimeType: string } | undefined;
          found.bytes += Number(stats['bytesReceived']);
          found.codec ||= codec?.mimeType ?? '';
          found.time = Math.max(found.time, Number(stats['timestamp']));
        }
      }
      return found;
    },
    source,
  );
