import { readDeclarations } from '../../docs/manifest.js';
import { customProperties, elementTypes } from './element-types.js';
import { preactTypes } from './preact.js';
import { reactTypes } from './react.js';
import { solidTypes } from './solid.js';
import { svelteTypes } from './svelte.js';
import { vueTypes } from './vue.js';

/** Types of the elements for the templates of frameworks, from the manifest in dist/: the files of dist/frameworks. */
export function frameworkTypes(): { readonly name: string; readonly code: string }[] {
  const declarations = readDeclarations();
  const elements = elementTypes(declarations);
  const types = {
    react: reactTypes(elements, customProperties(declarations)),
    preact: preactTypes(elements),
    vue: vueTypes(elements),
    svelte: svelteTypes(elements),
    solid: solidTypes(elements),
  };
  return Object.entries(types).flatMap(([name, code]) => [
    { name: `${name}.d.ts`, code },
    // For those who write `import 'rtc-elements/react'` without `type`: there is nothing to load.
    { name: `${name}.js`, code: 'export {};\n' },
  ]);
}
