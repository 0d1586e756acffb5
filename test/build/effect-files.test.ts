import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FOLDER, PACKAGE_FILES, SCRIPTS, SOURCE_FOLDER } from '../../scripts/build/effect-table.mjs';
import { EXPORTS, IMPORTS } from '../../src/core/features/effects/background/tf-lite.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): Buffer => readFileSync(join(ROOT, path));

describe('the files of effects', () => {
  it('lie beside the built script, in a folder with the version', () => {
    const { version } = JSON.parse(read('package.json').toString()) as { version: string };
    assert.equal(FOLDER, `effects-${version}`);
    for (const name of SCRIPTS) assert.ok(read(`dist/cdn/rtc-elements/${FOLDER}/${name}.js`).length > 0);
  });

  for (const [name, path] of Object.entries(PACKAGE_FILES)) {
    it(`are in both layouts what the package has: ${name}`, () => {
      const original = read(`node_modules/${path}`);
      assert.ok(original.equals(read(`dist/cdn/rtc-elements/${FOLDER}/${name}`)));
      assert.ok(original.equals(read(`dist/${SOURCE_FOLDER}/${name}`)));
    });
  }

  it('are all asked for by their own names', () => {
    const code = read(`${SOURCE_FOLDER}/files.ts`).toString();
    const names = [...code.matchAll(/'\.\/([\w.-]+)'/g)].map(([, name = '']) => name);
    assert.deepEqual(
      new Set(names),
      new Set([...Object.keys(PACKAGE_FILES), ...SCRIPTS.map((script) => `${script}.js`)]),
    );
  });
});

describe('the interface of TensorFlow Lite', () => {
  const script = read('node_modules/@twilio/video-processors/dist/build/tflite-simd-1-0-0.js').toString();

  /** Short name of something in the script that comes with the module. */
  const shortName = (pattern: string): string | undefined => new RegExp(pattern).exec(script)?.[1];

  it('has the names that its own script uses', () => {
    const functions = {
      modelOffset: 'getModelBufferMemoryOffset',
      inputOffset: 'getInputMemoryOffset',
      inputHeight: 'getInputHeight',
      inputWidth: 'getInputWidth',
      outputOffset: 'getOutputMemoryOffset',
      loadModel: 'loadModel',
      runInference: 'runInference',
    };
    for (const [name, original] of Object.entries(functions)) {
      const short = shortName(`Module\\["_${original}"\\]=Module\\["asm"\\]\\["(\\w+)"\\]`);
      assert.equal(EXPORTS[name as keyof typeof functions], short, name);
    }
    assert.equal(EXPORTS.memory, shortName('wasmMemory=Module\\["asm"\\]\\["(\\w+)"\\]'));
    assert.equal(EXPORTS.runConstructors, shortName('addOnInit\\(Module\\["asm"\\]\\["(\\w+)"\\]'));
  });

  it('wants the functions that it is given', () => {
    const [, list = ''] = /asmLibraryArg=\{([^}]+)\}/.exec(script) ?? [];
    const wanted = new Map(
      [...list.matchAll(/"(\w+)":_+(?:emscripten_)?(\w+)/g)].map(([, short = '', name = '']) => [
        name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()),
        short,
      ]),
    );
    assert.deepEqual(
      Object.fromEntries([...wanted].toSorted()),
      Object.fromEntries(Object.entries(IMPORTS).toSorted()),
    );
  });
});
