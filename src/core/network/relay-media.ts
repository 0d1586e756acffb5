/** The picture that is sent, full of what does not compress. With a smaller one Firefox sends no more than 0.5 Mbit/s. */
const WIDTH = 1280;
const HEIGHT = 720;
/** Few pictures, for slow machines. */
const FRAME_MS = 100;
/** Edge of a tile of the pattern, in pixels. */
const TILE = 16;

/** A picture that never stands still, and that no camera is needed for. */
export interface MovingPicture {
  readonly track: MediaStreamTrack;
  stop(): void;
}

/** Paints noise, of which an encoder makes as many bits as it may. */
export function movingPicture(): MovingPicture {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  const paint = (): void => {
    if (!context) return;
    for (let y = 0; y < HEIGHT; y += TILE) {
      for (let x = 0; x < WIDTH; x += TILE) {
        context.fillStyle = `hsl(${Math.random() * 360} 80% ${20 + Math.random() * 60}%)`;
        context.fillRect(x, y, TILE, TILE);
      }
    }
  };
  paint();
  const [track] = canvas.captureStream(1000 / FRAME_MS).getVideoTracks();
  if (!track) throw new DOMException('A canvas gives no track.', 'NotSupportedError');
  // A hidden page has no animation frames.
  const timer = setInterval(paint, FRAME_MS);
  return {
    track,
    stop() {
      clearInterval(timer);
      track.stop();
    },
  };
}

/** A count of the media that has come through so far, by the receiver (webrtc-stats, `RTCInboundRtpStreamStats`). */
export interface Received {
  readonly at: number;
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
  /** Of the pair of candidates, there and back, in ms. */
  readonly roundTripMs: number | undefined;
}

interface AnyStats {
  readonly type: string;
  readonly bytesReceived?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly currentRoundTripTime?: number;
}

export async function readReceived(receiver: RTCPeerConnection): Promise<Received> {
  const all = [...new Map<string, AnyStats>(await receiver.getStats()).values()];
  const stream = all.find(({ type }) => type === 'inbound-rtp');
  const pair = all.find(
    ({ type, state, nominated }) => type === 'candidate-pair' && state === 'succeeded' && nominated,
  );
  return {
    at: performance.now(),
    bytes: stream?.bytesReceived ?? 0,
    packets: stream?.packetsReceived ?? 0,
    // Copies of a packet count against it (RFC 3550 §6.4.1).
    lost: Math.max(0, stream?.packetsLost ?? 0),
    roundTripMs:
      pair?.currentRoundTripTime === undefined ? undefined : Math.round(pair.currentRoundTripTime * 1000),
  };
}

/** The highest rate over one second at least, in kbit/s. */
export function bestRate(samples: readonly Received[]): number {
  let best = 0;
  for (const [i, first] of samples.entries()) {
    const last = samples.slice(i).find(({ at }) => at - first.at >= 1000);
    if (last) best = Math.max(best, ((last.bytes - first.bytes) * 8) / (last.at - first.at));
  }
  return Math.round(best);
}
