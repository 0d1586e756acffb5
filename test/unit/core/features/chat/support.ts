import { CallSession, type CallSessionOptions, type PeerLink } from '../../../../../src/core/index.js';
import { Messages } from '../../../../../src/core/channels/index.js';
import { waitUntil } from '../../../support/wait-until.js';

const sessions = new Set<CallSession>();

export const freshRoom = (): string => `chat ${String(Math.random())}`;

/** Somebody in this room, without camera and microphone. */
export async function joined(options: CallSessionOptions): Promise<CallSession> {
  const session = new CallSession({ signaling: 'broadcast:', ...options });
  session.media.wanted = { microphone: false, camera: false };
  sessions.add(session);
  await session.join();
  return session;
}

/** So many people in one room, all connected with each other. */
export async function people(...names: string[]): Promise<CallSession[]> {
  const room = freshRoom();
  const made = await Promise.all(names.map((name) => joined({ room, name })));
  await connected(...made);
  return made;
}

export async function connected(...all: CallSession[]): Promise<void> {
  const done = (): boolean =>
    all.every(
      ({ participants }) =>
        participants.length === all.length - 1 &&
        participants.every(({ connectionState }) => connectionState === 'connected'),
    );
  await waitUntil(done, 'not everybody is connected');
}

/** Ends every call. */
export function cleanUp(): void {
  for (const session of sessions) session.dispose();
  sessions.clear();
}

export function linkBetween(at: CallSession, to: CallSession): PeerLink {
  const link = at.getPeer(to.self.id);
  if (!link) throw new Error('no link');
  return link;
}

/** Puts a new RTCPeerConnection in place of the one between the two, as after a loss that nothing else mends. */
export function renew(ann: CallSession, bob: CallSession): void {
  const [offers, answers] = ann.self.id < bob.self.id ? [ann, bob] : [bob, ann];
  linkBetween(offers, answers).receive({ kind: 'renew', epoch: Date.now() + 1000 });
}

/** Counts how often a session fires `change` although nothing that it shows is another one. */
export function countIdleChanges(session: CallSession): { count: number } {
  const shown = (): unknown[] => {
    const { state, error, self, participants, features } = session;
    return [state, error, self, participants, features.chat?.unread];
  };
  let before = shown();
  const idle = { count: 0 };
  session.addEventListener('change', () => {
    const now = shown();
    if (now.every((value, i) => value === before[i])) idle.count += 1;
    before = now;
  });
  return idle;
}

/** Says something as no page of ours would. */
export const sayRaw = (from: CallSession, to: CallSession, topic: string, data: unknown): void => {
  Messages.of(from).send(topic, data, to.self.id);
};

/** Values that no message has in this place. */
export const ODDITIES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  2 ** 53,
  '',
  'x'.repeat(5000),
  '\u0000\u202e<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  [],
  [[]],
  {},
  { length: -1 },
  { kind: 'text' },
];

/** Waits until everything that was said so far has arrived. */
export async function arrived(from: CallSession, to: CallSession): Promise<void> {
  const done = new AbortController();
  Messages.of(to).on('mark', () => done.abort(), { signal: done.signal });
  sayRaw(from, to, 'mark', 0);
  await waitUntil(() => done.signal.aborted, 'it does not arrive');
}
