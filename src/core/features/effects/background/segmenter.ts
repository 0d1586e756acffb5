import { instantiateTfLite, type TfLite } from './tf-lite.js';

/** Size of the picture that the model looks at, in pixels. */
export const MODEL_WIDTH = 256;
export const MODEL_HEIGHT = 144;

const PIXELS = MODEL_WIDTH * MODEL_HEIGHT;

/** Finds the person in a picture. */
export class Segmenter {
  readonly #library: TfLite;

  private constructor(library: TfLite) {
    this.#library = library;
  }

  /**
   * @param code - The WebAssembly module of TensorFlow Lite.
   * @param model - The model for landscape pictures of MediaPipe's selfie segmentation.
   * @throws {Error} If one of them is something else, or WebAssembly is forbidden.
   */
  static async create(code: BufferSource, model: ArrayBuffer): Promise<Segmenter> {
    const library = await instantiateTfLite(code);
    new Uint8Array(library.memory.buffer).set(new Uint8Array(model), library.modelOffset());
    const isLoaded = library.loadModel(model.byteLength) === 0;
    if (!isLoaded || library.inputWidth() !== MODEL_WIDTH || library.inputHeight() !== MODEL_HEIGHT) {
      throw new TypeError('The model is not the expected one.');
    }
    return new Segmenter(library);
  }

  /**
   * @param pixels - RGBA of a picture of the model's size.
   * @returns Probability that each pixel belongs to the person, 0 to 1; valid until the next call.
   */
  find(pixels: Uint8ClampedArray): Float32Array {
    const { memory, inputOffset, outputOffset, runInference } = this.#library;
    const input = new Float32Array(memory.buffer, inputOffset(), PIXELS * 3);
    for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
      input[to] = (pixels[from] ?? 0) / 255;
      input[to + 1] = (pixels[from + 1] ?? 0) / 255;
      input[to + 2] = (pixels[from + 2] ?? 0) / 255;
    }
    if (runInference() !== 0) throw new Error('The model did not run.');
    // The memory may have grown, which replaces its buffer.
    return new Float32Array(memory.buffer, outputOffset(), PIXELS);
  }
}
