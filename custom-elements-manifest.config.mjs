import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

export default {
  globs: ['src/components/**/*.ts', 'src/core/events.ts'],
  exclude: ['src/components/words/**', '**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [
    pointToPublishedModules(),
    customElementVsCodePlugin({ outdir: 'dist', hideLogs: true }),
    customElementJetBrainsPlugin({ outdir: 'dist', hideLogs: true, packageJson: false }),
  ],
};

/** The manifest is read in the package, which holds `dist/src/x.js` and no `src/x.ts`. */
function pointToPublishedModules() {
  return {
    name: 'point-to-published-modules',
    /** @param {{ customElementsManifest: object }} phase */
    packageLinkPhase({ customElementsManifest }) {
      rewritePaths(customElementsManifest);
    },
  };
}

/** @param {object} node */
function rewritePaths(node) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) rewritePaths(value);
    else if ((key === 'path' || key === 'module') && /^\/?src\/.*\.ts$/.test(value)) {
      Object.assign(node, { [key]: value.replace(/^\/?src\/(.*)\.ts$/, 'dist/src/$1.js') });
    }
  }
}
