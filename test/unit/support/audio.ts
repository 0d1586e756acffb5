const undo: (() => void)[] = [];

/** Takes back what the functions here have changed. */
export function restoreAudio(): void {
  for (const step of undo.splice(0).reverse()) step();
}

function replace(target: object, key: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, { configurable: true, writable: true, value });
  undo.push(() => {
    if (before) Object.defineProperty(target, key, before);
    else Reflect.deleteProperty(target, key);
  });
}

/** As in Lockdown Mode. */
export function withoutWebAudio(): void {
  const { AudioContext } = globalThis;
  replace(globalThis, 'AudioContext', undefined);
  Reflect.deleteProperty(globalThis, 'AudioContext');
  undo.push(() => (globalThis.AudioContext = AudioContext));
}

/** As where a page has as many contexts as the browser allows. */
export function withoutContextsLeft(): void {
  replace(
    globalThis,
    'AudioContext',
    class {
      constructor() {
        throw new DOMException('The number of hardware contexts reached its maximum.', 'NotSupportedError');
      }
    },
  );
}

/** Refuses these tracks as Firefox refuses those of another sample rate; without any it refuses all. */
export function refuseSources(...tracks: (MediaStreamTrack | null)[]): void {
  const { createMediaStreamSource } = AudioContext.prototype;
  replace(
    AudioContext.prototype,
    'createMediaStreamSource',
    function (this: AudioContext, stream: MediaStream) {
      if (tracks.length === 0 || stream.getAudioTracks().some((track) => tracks.includes(track))) {
        throw new DOMException(
          'Connecting AudioNodes from AudioContexts with different sample-rate is currently not supported.',
          'NotSupportedError',
        );
      }
      return createMediaStreamSource.call(this, stream);
    },
  );
}

/** Refuses to start contexts, as a browser does whose sound system is gone. */
export function refuseToResume(): void {
  replace(AudioContext.prototype, 'resume', () =>
    Promise.reject(new DOMException('no', 'InvalidStateError')),
  );
}
