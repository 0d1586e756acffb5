/**
 * The interface of `tflite-simd-1-0-0.wasm` in @twilio/video-processors 3.2.0. Emscripten gave its functions short names, which
 * another build may deal out anew; test/build/effect-files.test.ts compares them with the script that comes with it.
 */
export const EXPORTS = {
  memory: 'q',
  runConstructors: 'r',
  modelOffset: 's',
  inputOffset: 't',
  inputHeight: 'u',
  inputWidth: 'v',
  outputOffset: 'x',
  loadModel: 'B',
  runInference: 'C',
} as const;

export const IMPORTS = {
  abort: 'a',
  fdWrite: 'b',
  pthreadCreate: 'c',
  dlsym: 'd',
  pthreadJoin: 'e',
  environSizesGet: 'f',
  fdClose: 'g',
  getHeapMax: 'h',
  dlopen: 'i',
  exit: 'j',
  fdSeek: 'k',
  memcpyBig: 'l',
  resizeHeap: 'm',
  clockGettime: 'n',
  threadSleep: 'o',
  environGet: 'p',
} as const;

type ExportName = Exclude<keyof typeof EXPORTS, 'memory'>;

/** The memory of an inference. All offsets are in bytes. */
export interface TfLite extends Readonly<Record<ExportName, (argument?: number) => number>> {
  readonly memory: WebAssembly.Memory;
}

const PAGE = 65_536;
const HEAP_MAX = 2_147_483_648;
/** Error codes of musl, as Emscripten has them. */
const [EAGAIN, EINVAL] = [6, 28];

/**
 * Makes an instance of TensorFlow Lite. It gets memory and a clock from here, and nothing else: no files, no environment, no
 * console, no threads.
 *
 * @throws {Error} If a Content Security Policy forbids WebAssembly, or the file is another one.
 */
export async function instantiateTfLite(code: BufferSource): Promise<TfLite> {
  // It is there once the instance is, which needs these functions first.
  const own: { memory?: WebAssembly.Memory } = {};
  const buffer = (): ArrayBuffer => own.memory?.buffer ?? new ArrayBuffer(0);
  const fail = (): never => {
    throw new WebAssembly.RuntimeError('TensorFlow Lite has given up.');
  };
  const functions: Record<keyof typeof IMPORTS, (...values: number[]) => number | undefined> = {
    abort: fail,
    exit: fail,
    // Its messages are for developers of the library.
    fdWrite: (_file, list = 0, count = 0, written = 0) => {
      const view = new DataView(buffer());
      let bytes = 0;
      for (let i = 0; i < count; i++) bytes += view.getUint32(list + 8 * i + 4, true);
      view.setUint32(written, bytes, true);
      return 0;
    },
    fdClose: () => 0,
    fdSeek: () => 0,
    environSizesGet: (count = 0, bytes = 0) => {
      const view = new DataView(buffer());
      view.setUint32(count, 0, true);
      view.setUint32(bytes, 0, true);
      return 0;
    },
    environGet: () => 0,
    getHeapMax: () => HEAP_MAX,
    memcpyBig: (to = 0, from = 0, bytes = 0) => {
      new Uint8Array(buffer()).copyWithin(to, from, from + bytes);
      return undefined;
    },
    resizeHeap: (bytes = 0) => {
      try {
        own.memory?.grow(Math.ceil((bytes - buffer().byteLength) / PAGE));
        return 1;
      } catch {
        return 0;
      }
    },
    clockGettime: (_clock, time = 0) => {
      const now = performance.now();
      const view = new DataView(buffer());
      view.setInt32(time, Math.floor(now / 1000), true);
      view.setInt32(time + 4, (now % 1000) * 1e6, true);
      return 0;
    },
    threadSleep: () => 0,
    pthreadCreate: () => EAGAIN,
    pthreadJoin: () => EINVAL,
    dlopen: () => 0,
    dlsym: () => 0,
  };
  const imports = Object.entries(functions).map(([name, run]) => [
    IMPORTS[name as keyof typeof IMPORTS],
    run,
  ]);
  const { instance } = await WebAssembly.instantiate(code, {
    a: Object.fromEntries(imports) as WebAssembly.ModuleImports,
  });
  const entries = Object.entries(EXPORTS).map(([name, short]) => [name, instance.exports[short]]);
  const library = Object.fromEntries(entries) as unknown as TfLite;
  own.memory = library.memory;
  library.runConstructors();
  return library;
}
