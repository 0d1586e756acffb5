import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type ManualChunkMeta, type OutputChunk, type OutputOptions, type Plugin } from 'rollup';
import { minify as minifyWithTerser } from 'terser';
import { minify, transformWithOxc } from 'vite';
import { ROOT } from '../lib/processes.js';
import { minifyTemplates } from './minify-templates.js';
import { FOLDER } from './effect-table.mjs';
import { linkFiles } from './link-files.js';
import { placeEffectFiles } from './place-effect-files.js';

/** A minified ES module by the name of its file, `/` between folders. */
export interface BundledFile {
  readonly name: string;
  readonly code: string;
  /** Paths of the modules that are in it. */
  readonly modules: readonly string[];
}

/** Modules that are imported later and share a file beside the first one, since who needs one needs the others. */
const SHARED_FILES: Readonly<Record<string, readonly string[]>> = {
  'call-controllers': [
    'src/components/rtc-call/call-controllers.ts',
    'src/components/rtc-elapsed/define.ts',
    'src/components/rtc-tile/marks/define.ts',
    'src/components/rtc-tile/marks/rtc-tile-marks.words.ts',
    'src/components/kit/effects-part.ts',
    'src/core/features/activity/index.ts',
    'src/core/call/stats-feed.ts',
    'src/components/rtc-shortcuts/shortcut-event.ts',
    'src/components/rtc-shortcuts/shortcut-keys.ts',
  ],
  protocol: [
    'src/protocol/signals.ts',
    'src/protocol/messages.ts',
    'src/protocol/validate.ts',
    'src/protocol/fields.ts',
    'src/protocol/lists.ts',
    'src/protocol/parse.ts',
    'src/protocol/bricks.ts',
    'node_modules/valibot/dist/index.mjs',
  ],
  'more-buttons': [
    'src/components/rtc-controls/more-buttons.ts',
    'src/components/rtc-settings/open-settings.ts',
    'src/components/kit/toggle-feature.ts',
    'src/components/kit/photo.ts',
    'node_modules/lucide/dist/esm/icons/chart-no-axes-gantt.mjs',
  ],
};

/** Bundles a module of src/ with everything it imports, now or later, into one minified ES module. */
export async function bundle(entry: string): Promise<BundledFile> {
  // It lies beside the first file of the bundle in parts, and shares the files that effects load by their address.
  const place = `./rtc-elements/${FOLDER}/`;
  const linked = await link({ only: entry }, { inlineDynamicImports: true }, place);
  const [file, ...others] = await minified(linked);
  if (!file || others.length > 0) throw new Error(`${entry} did not make one file`);
  return file;
}

/**
 * Bundles a module of src/ into a file `name.js`, first of the result, and one file in the folder `name/` for each
 * thing that it imports later. These find in the first file what they share with it.
 */
export async function bundleInParts(name: string, entry: string): Promise<readonly BundledFile[]> {
  const output: OutputOptions = {
    entryFileNames: '[name].js',
    // `rtc-chat/define.ts`, `rtc-tile/marks/define.ts` and `features/recording/index.ts` are known by their folders,
    // and the inspector's words in German, `words/de/inspector.ts`, by folder and name.
    chunkFileNames: ({ moduleIds, name: file }) => {
      const last = moduleIds.at(-1) ?? '';
      const path =
        /src\/\w+\/(?:features\/)?(.+)\/(?:define|index)\.ts$/.exec(last)?.[1] ??
        /\/words\/(\w+\/.+)\.ts$/.exec(last)?.[1];
      return `${name}/${path?.replaceAll('/', '-') ?? file}.js`;
    },
    manualChunks: sharedFile,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Rollup 5 does this by itself
    onlyExplicitManualChunks: true,
  };
  return minified(await link({ [name]: entry }, output, `./${FOLDER}/`));
}

/** Paths of the modules that `bundleInParts` puts into files; without minifying them, which takes most of its time. */
export async function modulesIn(entry: string): Promise<readonly string[]> {
  const chunks = await link({ entry }, {}, `./${FOLDER}/`);
  return chunks.flatMap(({ moduleIds }) => moduleIds);
}

/** The shared file that a module belongs in: it is named for it, or only modules in that file import it. */
function sharedFile(id: string, graph: ManualChunkMeta): string | undefined {
  const named = Object.keys(SHARED_FILES).find((file) =>
    SHARED_FILES[file]?.some((path) => id.endsWith(`/${path}`)),
  );
  if (named) return named;
  const { importers = [], dynamicImporters = [] } = graph.getModuleInfo(id) ?? {};
  if (dynamicImporters.length > 0) return undefined;
  const [file, ...others] = new Set(importers.map((importer) => sharedFile(importer, graph)));
  return others.length === 0 ? file : undefined;
}

/**
 * Rollup by itself, not within Vite: it knows that a page has loaded the first file when it loads another one. Vite's
 * bundler moves what several of them share out of the first file, which then imports it.
 */
async function link(
  entries: Readonly<Record<string, string>>,
  output: OutputOptions,
  placeOfEffects: string,
): Promise<OutputChunk[]> {
  const bundled = await rollup({
    input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(ROOT, file)])),
    plugins: [
      placeEffectFiles(placeOfEffects),
      typescript(),
      minifyTemplates(),
      linkFiles(),
      nodeResolve({ exportConditions: ['browser', 'production', 'default'] }),
    ],
    preserveEntrySignatures: output.inlineDynamicImports ? 'strict' : 'allow-extension',
    onLog(_level, log) {
      throw new Error(log.message);
    },
  });
  const { output: chunks } = await bundled.generate({ format: 'es', ...output });
  await bundled.close();
  return chunks.map((chunk) => {
    if (chunk.type !== 'chunk') throw new Error(`${chunk.fileName} is no script`);
    return chunk;
  });
}

async function minified(chunks: readonly OutputChunk[]): Promise<BundledFile[]> {
  const files: BundledFile[] = [];
  for (const { fileName: name, code, moduleIds: modules } of chunks) {
    files.push({ name, code: await minifyTwice(name, code), modules });
  }
  return files;
}

/** Vite's minifier, and then Terser for another percent in what that leaves. */
async function minifyTwice(name: string, source: string): Promise<string> {
  const { code: once, errors } = await minify(name, source, { module: true, compress: { target: 'es2022' } });
  if (errors[0]) throw new Error(errors[0].message);
  const compress = {
    passes: 3,
    unsafe_arrows: true,
    keep_fargs: false,
    pure_getters: true,
    // Terser 5.x may replace a function by an empty one where it is passed on, and leave a copy whose private names are unknown.
    reduce_vars: false,
    // Gzip likes the code better so.
    lhs_constants: false,
    conditionals: false,
  };
  const { code = '' } = await minifyWithTerser(once, { module: true, ecma: 2020, compress });
  return code;
}

/** The helper that the compiler imports for decorators. */
const DECORATE = '@oxc-project/runtime/helpers/decorate';

/** Our own modules: found by the name that they will have, and without their types. */
function typescript(): Plugin {
  return {
    name: 'typescript',
    resolveId(source, importer) {
      if (source === DECORATE) return join(ROOT, 'src/internal/decorate.ts');
      if (!source.startsWith('.') || importer === undefined) return null;
      const file = resolve(dirname(importer), source.replace(/\.js$/, '.ts'));
      return existsSync(file) ? file : null;
    },
    async transform(code, id) {
      if (!id.endsWith('.ts')) return null;
      return transformWithOxc(code, id, { target: 'es2022', tsconfig: join(ROOT, 'tsconfig.json') });
    },
  };
}
