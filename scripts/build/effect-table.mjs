import { readFileSync } from 'node:fs';

/** Files that `rtc-elements/core/effects` loads by their address: their names there, and their paths in node_modules. */
export const PACKAGE_FILES = {
  'tflite-simd-1-0-0.wasm': '@twilio/video-processors/dist/build/tflite-simd-1-0-0.wasm',
  'selfie_segmentation_landscape.tflite':
    '@twilio/video-processors/dist/build/selfie_segmentation_landscape.tflite',
  'rnnoise.wasm': '@sapphi-red/web-noise-suppressor/dist/rnnoise.wasm',
  'rnnoise_simd.wasm': '@sapphi-red/web-noise-suppressor/dist/rnnoise_simd.wasm',
};

/** Modules of its own that it starts by their address, as a worker and as a worklet. */
export const SCRIPTS = ['background-worker', 'noise-worklet'];

/** Folder of their modules, from the root of the repository. */
export const SOURCE_FOLDER = 'src/core/features/effects';

const { version } = /** @type {{ version: string }} */ (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
);

/** The folder of all these files beside the built script. A cache never mixes those of two versions. */
export const FOLDER = `effects-${version}`;
