/** Notes what the code under test creates at the browser's own API and what of it is still alive. */
export class Ledger {
  readonly connections: RTCPeerConnection[] = [];
  readonly sockets: WebSocket[] = [];
  readonly audioContexts: AudioContext[] = [];
  readonly tracks: MediaStreamTrack[] = [];
  /** Timers of `src/` that were neither cleared nor have fired once. */
  readonly timers = new Map<number, string>();
  readonly #undo: (() => void)[] = [];

  constructor() {
    this.#note('RTCPeerConnection', this.connections);
    this.#note('WebSocket', this.sockets);
    this.#note('AudioContext', this.audioContexts);
    this.#noteTracks();
    this.#noteTimers();
  }

  /** Names of the objects that are still alive; empty when there are none. */
  alive(): string[] {
    return [
      ...this.connections.filter((pc) => pc.connectionState !== 'closed').map(() => 'RTCPeerConnection'),
      ...this.sockets.filter(({ readyState }) => readyState !== WebSocket.CLOSED).map(() => 'WebSocket'),
      ...this.audioContexts.filter(({ state }) => state !== 'closed').map(() => 'AudioContext'),
      ...this.tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => `${kind} track`),
      ...[...this.timers.values()].map((stack) => `timer of ${stack}`),
    ];
  }

  restore(): void {
    for (const step of this.#undo.splice(0)) step();
  }

  #replace(target: object, key: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, key);
    Object.defineProperty(target, key, { configurable: true, writable: true, value });
    this.#undo.push(() => {
      if (before) Object.defineProperty(target, key, before);
      else Reflect.deleteProperty(target, key);
    });
  }

  #note(name: 'RTCPeerConnection' | 'WebSocket' | 'AudioContext', list: object[]): void {
    const construct = (target: NewableFunction, args: unknown[], newTarget: NewableFunction): object => {
      const made = Reflect.construct(target, args, newTarget) as object;
      list.push(made);
      return made;
    };
    this.#replace(globalThis, name, new Proxy<NewableFunction>(globalThis[name], { construct }));
  }

  #noteTracks(): void {
    const devices = navigator.mediaDevices;
    const original = devices.getUserMedia.bind(devices);
    this.#replace(devices, 'getUserMedia', async (constraints?: MediaStreamConstraints) => {
      const stream = await original(constraints);
      this.tracks.push(...stream.getTracks());
      return stream;
    });
  }

  #noteTimers(): void {
    const startTimeout = window.setTimeout.bind(window);
    const startInterval = window.setInterval.bind(window);
    const stopTimer = window.clearTimeout.bind(window);
    const where = (): string | undefined => /\/src\/\S+?\.ts/.exec(new Error().stack ?? '')?.[0];
    this.#replace(globalThis, 'setTimeout', (handler: () => void, ms?: number) => {
      const stack = where();
      const id = startTimeout(() => {
        this.timers.delete(id);
        handler();
      }, ms);
      if (stack) this.timers.set(id, stack);
      return id;
    });
    this.#replace(globalThis, 'setInterval', (handler: () => void, ms?: number) => {
      const stack = where();
      const id = startInterval(handler, ms);
      if (stack) this.timers.set(id, stack);
      return id;
    });
    for (const name of ['clearTimeout', 'clearInterval']) {
      this.#replace(globalThis, name, (id?: number) => {
        stopTimer(id);
        if (id !== undefined) this.timers.delete(id);
      });
    }
  }
}
