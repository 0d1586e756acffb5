import { CallSession, type CallSessionOptions, type Source } from '../../../../../src/core/index.js';
import { SOURCES } from '../../../../../src/core/types.js';
import { waitUntil } from '../../../support/wait-until.js';

const cleanups: (() => void)[] = [];
let rooms = 0;

export const freshRoom = (): string => `quality ${String((rooms += 1))} ${String(Math.random())}`;

/** Is undone by `cleanUp`. */
export function later(cleanup: () => void): void {
  cleanups.push(cleanup);
}

export function cleanUp(): void {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
}

export function session(options: CallSessionOptions): CallSession {
  const made = new CallSession({ signaling: 'broadcast:', ...options });
  later(() => {
    made.dispose();
  });
  return made;
}

/** Waits until everybody is connected with everybody. */
export async function connected(...sessions: CallSession[]): Promise<void> {
  await waitUntil(
    () =>
      sessions.every(
        ({ participants }) =>
          participants.length === sessions.length - 1 &&
          participants.every(({ connectionState }) => connectionState === 'connected'),
      ),
    'not everybody is connected',
  );
}

/** Sender of `source` from `at` to `to`. */
export function senderOf(at: CallSession, to: CallSession, source: Source): RTCRtpSender {
  const { connection } = at.getPeer(to.self.id) ?? {};
  const sender = connection?.getTransceivers()[SOURCES.indexOf(source)]?.sender;
  if (!sender) throw new Error(`no sender of ${source}`);
  return sender;
}

export const encodingOf = (at: CallSession, to: CallSession, source: Source): RTCRtpEncodingParameters =>
  senderOf(at, to, source).getParameters().encodings[0] ?? {};

interface CodecStats {
  readonly type: string;
  readonly codecId?: string;
  readonly mimeType?: string;
}

/** MIME type of what is sent (webrtc-stats, `codecId`). */
export async function codecOf(sender: RTCRtpSender): Promise<string | undefined> {
  const report = (await sender.getStats()) as unknown as Map<string, CodecStats>;
  const outbound = [...report.values()].find(({ type }) => type === 'outbound-rtp');
  return report.get(outbound?.codecId ?? '')?.mimeType;
}

/** Sum of the limits of all senders of `at`, in bit/s; `NaN` while one of them has no limit. */
export function budgetOf(at: CallSession): number {
  let sum = 0;
  for (const { id } of at.participants) {
    for (const sender of at.getPeer(id)?.connection?.getSenders() ?? []) {
      const {
        encodings: [encoding],
        codecs: [codec],
      } = sender.getParameters();
      const copies = codec?.mimeType === 'audio/red' ? 2 : 1;
      if (sender.track && encoding?.active) sum += copies * (encoding.maxBitrate ?? NaN);
    }
  }
  return sum;
}

/** Waits until all senders of `at` together use the uplink, and no more than that. */
export async function sharesOut(at: CallSession, uplink: number): Promise<void> {
  await waitUntil(
    () => budgetOf(at) <= uplink && budgetOf(at) > 0.95 * uplink,
    `not ${String(uplink)} bit/s are shared out`,
  );
}

/** Height of the camera's picture as it is sent (webrtc-stats, `frameHeight`). */
export async function sentHeight(at: CallSession, to: CallSession): Promise<number> {
  let height = 0;
  (await senderOf(at, to, 'camera').getStats()).forEach((stats: RTCOutboundRtpStreamStats) => {
    if (stats.type === 'outbound-rtp') height = stats.frameHeight ?? 0;
  });
  return height;
}

/** Counts what is negotiated from now on, in every connection of the page. */
export function watchNegotiations(): { count: number } {
  const seen = { count: 0 };
  const original = Object.getOwnPropertyDescriptor(RTCPeerConnection.prototype, 'setLocalDescription');
  if (!original) throw new Error('no setLocalDescription');
  Object.defineProperty(RTCPeerConnection.prototype, 'setLocalDescription', {
    ...original,
    value(this: RTCPeerConnection, ...args: unknown[]): unknown {
      seen.count += 1;
      return Reflect.apply(original.value as CallableFunction, this, args);
    },
  });
  later(() => {
    Object.defineProperty(RTCPeerConnection.prototype, 'setLocalDescription', original);
  });
  return seen;
}
