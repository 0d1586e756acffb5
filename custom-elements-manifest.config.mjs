import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import {
  addSlotsOfIcons,
  nameEvents,
  omitMissingDefaults,
  pointToPublishedModules,
  publishOnlyPublicMembers,
} from './scripts/docs/manifest-plugins.mjs';

export default {
  globs: ['src/components/**/*.ts', 'src/core/events.ts', 'src/core/quality-change-event.ts'],
  exclude: ['src/components/words/**', '**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [
    nameEvents(),
    publishOnlyPublicMembers(),
    addSlotsOfIcons(),
    pointToPublishedModules(),
    customElementVsCodePlugin({ outdir: 'dist', hideLogs: true }),
    customElementJetBrainsPlugin({ outdir: 'dist', hideLogs: true, packageJson: false }),
    omitMissingDefaults(['dist/vscode.html-custom-data.json', 'dist/web-types.json']),
  ],
};
