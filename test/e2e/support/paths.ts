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
