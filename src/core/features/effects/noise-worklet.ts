/**
 * The worklet behind noise suppression: RNNoise, driven frame by frame. It is one file without imports, since bundlers copy the
 * files of worklets as they are.
 */

/** Sound that RNNoise takes at once: 10 ms at 48 kHz, as float samples in the range of 16 bit. */
const FRAME = 480;
const SCALE = 32_767;

/** `rnnoise.wasm` of @sapphi-red/web-noise-suppressor. Offsets are in bytes. */
interface RnNoise {
  readonly memory: WebAssembly.Memory;
  readonly __wasm_call_ctors: () => void;
  readonly malloc: (bytes: number) => number;
  readonly rnnoise_create: (model: number) => number;
  readonly rnnoise_process_frame: (state: number, output: number, input: number) => number;
  readonly rnnoise_get_frame_size: () => number;
}

// The types of the worklet's own scope are in no library of TypeScript.
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: unknown): void;

class NoiseProcessor extends AudioWorkletProcessor {
  readonly #noise: RnNoise;
  readonly #state: number;
  readonly #offset: number;
  /** Samples that wait until they fill a frame. */
  readonly #input = new Float32Array(FRAME);
  #filled = 0;
  /**
   * Clean samples, in a ring. The first frame of it is silence: blocks of the graph do not divide a frame, and without a head
   * start of one frame there would be gaps.
   */
  readonly #output = new Float32Array(4 * FRAME);
  #written = FRAME;
  #read = 0;
  #isStopped = false;

  /**
   * @throws {Error} If the code is another one, or WebAssembly forbidden: the node fires `processorerror`.
   */
  constructor({ processorOptions }: { readonly processorOptions: { readonly code: ArrayBuffer } }) {
    super();
    this.#noise = instantiate(processorOptions.code);
    if (this.#noise.rnnoise_get_frame_size() !== FRAME) throw new TypeError('Not the expected RNNoise.');
    this.#state = this.#noise.rnnoise_create(0);
    this.#offset = this.#noise.malloc(4 * FRAME);
    if (!this.#state || !this.#offset) throw new RangeError('There is no memory.');
    this.port.onmessage = () => {
      this.#isStopped = true;
    };
    this.port.postMessage('ready');
  }

  /** Takes the next block, usually of 128 samples, and gives back as many. */
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [input, output] = [inputs[0]?.[0], outputs[0]?.[0]];
    if (!output) return !this.#isStopped;
    for (let i = 0; i < output.length; i++) {
      // Without anything connected there is no channel.
      this.#input[this.#filled] = input?.[i] ?? 0;
      this.#filled += 1;
      if (this.#filled === FRAME) this.#clean();
      output[i] = this.#output[this.#read] ?? 0;
      this.#read = (this.#read + 1) % this.#output.length;
    }
    return !this.#isStopped;
  }

  #clean(): void {
    this.#filled = 0;
    const { memory, rnnoise_process_frame: processFrame } = this.#noise;
    const samples = new Float32Array(memory.buffer, this.#offset, FRAME);
    for (let i = 0; i < FRAME; i++) samples[i] = (this.#input[i] ?? 0) * SCALE;
    processFrame(this.#state, this.#offset, this.#offset);
    for (let i = 0; i < FRAME; i++) this.#output[this.#written + i] = (samples[i] ?? 0) / SCALE;
    this.#written = (this.#written + FRAME) % this.#output.length;
  }
}

function instantiate(code: ArrayBuffer): RnNoise {
  // It is there once the instance is, which needs these functions first.
  const own: { memory?: WebAssembly.Memory } = {};
  const env = {
    emscripten_memcpy_big: (to: number, from: number, bytes: number): void => {
      if (own.memory) new Uint8Array(own.memory.buffer).copyWithin(to, from, from + bytes);
    },
    // It needs much less than what it begins with.
    emscripten_resize_heap: (): number => 0,
    __assert_fail: (): never => {
      throw new WebAssembly.RuntimeError('RNNoise has given up.');
    },
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env });
  const noise = exports as unknown as RnNoise;
  own.memory = noise.memory;
  noise.__wasm_call_ctors();
  return noise;
}

registerProcessor('rtc-elements-noise', NoiseProcessor);

export {};
