import type { Person } from './person.js';
import { look } from './scene.js';

/** State of the connection with the other one, as the call shows it, and as the browser does. */
export interface PathState {
  readonly shown: string;
  readonly browser: string;
}

/** Notes the states of the connection with the other one from now on; the result reads the notes. */
export async function watchPath(person: Person): Promise<() => Promise<PathState[]>> {
  await look(person, (call) => {
    const notes: PathState[] = [];
    Reflect.set(call, 'paths', notes);
    call.addEventListener('rtc-participant-change', () => {
      const [other] = call.session.participants;
      if (!other || other.connectionState === notes.at(-1)?.shown) return;
      const browser = call.session.getPeer(other.id)?.connection.connectionState ?? '';
      notes.push({ shown: other.connectionState, browser });
    });
  });
  return () => look(person, (call) => Reflect.get(call, 'paths') as PathState[]);
}

/**
 * Notes from now on whether somebody takes the path for a broken one; the result tells, also afterwards. The
 * one who notices it second only answers, and goes on to say "connected".
 */
export async function watchForBreak(...people: readonly Person[]): Promise<() => Promise<boolean>> {
  const paths = await Promise.all(people.map(watchPath));
  return async () => {
    const seen = await Promise.all(paths.map((path) => path()));
    return seen.flat().some(({ shown }) => shown !== 'connected');
  };
}

/** Uses these ICE servers from now on in place of those of the server. */
export const useIceServers = (person: Person, iceServers: RTCIceServer[]): Promise<void> =>
  look(
    person,
    ({ session }, servers) => {
      (session as unknown as { configure(options: object): void }).configure({ iceServers: servers });
    },
    iceServers,
  );

/** State of the connection with the other one, as the call shows it now. */
export const stateOf = (person: Person): Promise<string | undefined> =>
  look(person, ({ session }) => session.participants[0]?.connectionState);

/** The part of the statistics of a candidate pair that is shown. */
interface PairStats {
  readonly type: string;
  readonly state: string;
  readonly nominated?: boolean;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
}

/** Describes a call and its first connection, for the message of a test that waits in vain. */
export const situationOf = (person: Person): Promise<string> =>
  look(person, async (call) => {
    const { session } = call;
    const [other] = session.participants;
    const { connection } = (other && session.getPeer(other.id)) ?? {};
    const report = (await connection?.getStats()) ?? new Map<string, never>();
    const stats = [...(report as ReadonlyMap<string, PairStats>).values()];
    const pairs = stats.filter(({ type, nominated }) => type === 'candidate-pair' && nominated);
    return JSON.stringify({
      call: call.getAttribute('state'),
      shown: other?.connectionState,
      browser: connection?.connectionState,
      ice: connection?.iceConnectionState,
      pairs: pairs.map(({ state, bytesSent, bytesReceived }) => [state, bytesSent, bytesReceived]),
    });
  });
