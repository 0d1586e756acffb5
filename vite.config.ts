import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { effectFilesForVite } from './scripts/build/effect-files.js';
import { minifyTemplates } from './scripts/build/minify-templates.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const demo = join(root, 'demo');

/** The demo: pages that import `rtc-elements` by its name, as everybody's pages do. */
export default defineConfig({
  root: demo,
  plugins: [minifyTemplates(), effectFilesForVite()],
  resolve: {
    alias: [
      { find: /^rtc-elements$/, replacement: join(root, 'src/index.ts') },
      { find: /^rtc-elements\/components\/(.*)\.js$/, replacement: join(root, 'src/components/$1.ts') },
      {
        find: /^rtc-elements\/core\/(snapshot|level-meter)$/,
        replacement: join(root, 'src/core/media/$1.ts'),
      },
      { find: 'rtc-elements/core/messages', replacement: join(root, 'src/core/channels/index.ts') },
      {
        find: /^rtc-elements\/core\/(loopback|network)$/,
        replacement: join(root, 'src/core/$1/index.ts'),
      },
      { find: /^rtc-elements\/core\/(.*)$/, replacement: join(root, 'src/core/features/$1/index.ts') },
      { find: /^rtc-elements\/(core|protocol)$/, replacement: join(root, 'src/$1/index.ts') },
    ],
  },
  build: {
    target: 'es2022',
    outDir: join(root, 'build/demo'),
    emptyOutDir: true,
    rolldownOptions: {
      // Pages that import all elements have those at once that `<rtc-call>` alone loads later.
      checks: { ineffectiveDynamicImport: false },
      input: readdirSync(demo)
        .filter((file) => file.endsWith('.html'))
        .map((file) => join(demo, file)),
    },
  },
});
