/**
 * Addresses of the files that this feature loads: two WebAssembly modules, a model, a worker and a worklet. They lie beside
 * this module. For the built script, scripts/build/effect-files.ts puts them into a folder with the version in its name, so
 * that a cache never mixes those of two versions.
 */
export const fileUrl = {
  segmenter: () => new URL('./tflite-simd-1-0-0.wasm', import.meta.url).href,
  model: () => new URL('./selfie_segmentation_landscape.tflite', import.meta.url).href,
  noise: () => new URL('./rnnoise.wasm', import.meta.url).href,
  noiseSimd: () => new URL('./rnnoise_simd.wasm', import.meta.url).href,
  noiseWorklet: () => new URL('./noise-worklet.js', import.meta.url).href,
} as const;

/** The ways to start the worker, the usual one first. */
export const backgroundWorkers: readonly (() => Worker)[] = [
  () => new Worker(new URL('./background-worker.js', import.meta.url), { type: 'module' }),
  // Browsers start no worker from another origin, but let one of this origin import a module from there.
  () => {
    const path = './background-worker.js';
    const source = `import ${JSON.stringify(new URL(path, import.meta.url).href)};`;
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    return new Worker(url, { type: 'module' });
  },
];
