import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import { addReferences, markBooleanAttributes, parseAttributeTypes } from './scripts/docs/editor-plugins.mjs';
import {
  addSlotsOfIcons,
  nameEvents,
  omitMissingDefaults,
  pointToPublishedModules,
  publishOnlyPublicMembers,
} from './scripts/docs/manifest-plugins.mjs';

const VS_CODE = 'dist/vscode.html-custom-data.json';
const WEB_TYPES = 'dist/web-types.json';

// Compiled before the manifest is made.
const { QUALITY_PRESETS } = await import('./dist/src/core/features/quality/presets.js');

const options = { outdir: 'dist', hideLogs: true, typesSrc: 'parsedType' };

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
    parseAttributeTypes({ QualityPreset: QUALITY_PRESETS }),
    customElementVsCodePlugin(options),
    customElementJetBrainsPlugin({ ...options, packageJson: false }),
    omitMissingDefaults([VS_CODE, WEB_TYPES]),
    markBooleanAttributes(VS_CODE),
    addReferences(WEB_TYPES),
  ],
};
