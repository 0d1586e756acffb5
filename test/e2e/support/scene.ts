import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../support/browsers.js';
import { evalFirst } from '../../support/deep.js';
import { FaultyProxy } from '../../support/faulty-proxy.js';
import { startProductionServer, type ProductionServer } from '../../support/production-server.js';
import { waitFor } from '../../support/wait-for.js';
import { Person } from './person.js';

interface Participant {
  readonly id: string;
  readonly name: string;
  readonly away: boolean;
  readonly connectionState: string;
  readonly interruptedSince?: number;
}

/** The parts of `<rtc-call>` that the tests look at. */
export interface Call extends HTMLElement {
  token: string | (() => string | Promise<string>);
  readonly session: {
    readonly self: { readonly id: string };
    readonly reconnectingSince: number | undefined;
    readonly resumable: boolean;
    readonly participants: readonly Participant[];
    getPeer(
      id: string,
    ): { restart(): void; readonly connection: RTCPeerConnection; readonly hasRelay: boolean } | undefined;
    getTrack(id: string, source: string): MediaStreamTrack | null;
    getStats(): Promise<{ participants: ReadonlyMap<string, RTCStatsReport> }>;
    readonly media: {
      readonly devices: {
        refresh(): Promise<void>;
        list(kind: string): readonly { readonly deviceId: string }[];
      };
      selectedDevice(kind: string): string;
      selectDevice(kind: string, deviceId: string): Promise<void>;
    };
    readonly features: {
      readonly quality?: { preferredCodecs: readonly string[] };
      readonly stage?: { readonly featured: readonly { readonly participant: string }[] };
    };
  };
  join(): Promise<void>;
  leave(): Promise<void>;
  startRecording(options: Readonly<Record<string, number>>): Promise<void>;
}

/** One server and one browser for all tests of a file; people and proxies for each of them. */
export class Scene {
  readonly server: ProductionServer;
  readonly browser: Browser;
  #people: Person[] = [];
  #proxies: FaultyProxy[] = [];
  #room = 0;

  private constructor(server: ProductionServer, browser: Browser) {
    this.server = server;
    this.browser = browser;
  }

  static async open(...flags: string[]): Promise<Scene> {
    const [server, browser] = await Promise.all([startProductionServer(...flags), launchChromium()]);
    return new Scene(server, browser);
  }

  /** Of the test that runs now. */
  get room(): string {
    return `room-${this.#room}`;
  }

  async join(name: string, url = this.server.url): Promise<Person> {
    return this.keep(await Person.join(this.browser, url, this.room, name));
  }

  /** Somebody whose page is still empty. */
  async person(): Promise<Person> {
    return this.keep(await Person.create(this.browser));
  }

  /** Is gone after the test. */
  keep(person: Person): Person {
    this.#people.push(person);
    return person;
  }

  async proxy(): Promise<FaultyProxy> {
    const proxy = await FaultyProxy.start(this.server.port);
    this.#proxies.push(proxy);
    return proxy;
  }

  /** After each test. */
  async clear(): Promise<void> {
    await Promise.all(this.#people.splice(0).map((person) => person.close()));
    for (const proxy of this.#proxies.splice(0)) proxy.stop();
    this.#room += 1;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }
}

export const look = <T, A extends unknown[]>(
  person: Person,
  at: (call: Call, ...args: A) => T,
  ...args: A
): Promise<Awaited<T>> => evalFirst(person.page, 'rtc-call', at as never, ...args);

export const idOf = (person: Person): Promise<string> => look(person, ({ session }) => session.self.id);

/** Notes what happens to the call from now on; the result reads the notes. */
export async function watch(person: Person): Promise<() => Promise<string[]>> {
  await look(person, (call) => {
    const notes: string[] = [];
    Reflect.set(call, 'notes', notes);
    for (const type of ['rtc-participant-join', 'rtc-participant-leave', 'rtc-error', 'rtc-state-change']) {
      call.addEventListener(type, (event) => {
        const { state, reason, error } = event as {
          state?: string;
          reason?: string;
          error?: { code: string };
        };
        notes.push([type, state ?? reason ?? error?.code].join(' '));
      });
    }
  });
  return () => look(person, (call) => Reflect.get(call, 'notes') as string[]);
}

/** Looks for another path to everybody, as the person can ask for. */
export const restartAll = (person: Person): Promise<void> =>
  look(person, ({ session }) => {
    for (const { id } of session.participants) session.getPeer(id)?.restart();
  });

/** Waits until the connections with everybody else are agreed on, and nobody is away. */
export const settled = (...people: Person[]): Promise<unknown> =>
  Promise.all(
    people.map((person) =>
      waitFor('connections that are agreed on', async () => {
        const open = await look(person, ({ session }) =>
          session.participants
            .map(({ id, name, away, connectionState }) => {
              const { connectionState: path, signalingState } = session.getPeer(id)?.connection ?? {};
              return { name, away, connectionState, path, signalingState };
            })
            .filter(
              ({ away, path, signalingState }) => away || path !== 'connected' || signalingState !== 'stable',
            ),
        );
        // Read where it is waited for in vain.
        if (open.length > 0) throw new Error(JSON.stringify(open));
        return true;
      }),
    ),
  );
