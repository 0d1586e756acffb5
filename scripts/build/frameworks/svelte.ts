import type { ElementTypes } from './element-types.js';
import { LISTENER, exportInterface, importElements, listeners, tagMembers } from './typescript.js';

/**
 * `rtc-elements/svelte`. Svelte 5 sets a property where the element has one. Else it sets an attribute to the text of the
 * value, so that `no-camera={false}` would switch the camera off: such an attribute takes no `false`.
 */
export function svelteTypes(elements: readonly ElementTypes[]): string {
  return `import type { HTMLAttributes } from 'svelte/elements';
${importElements(elements)}
${LISTENER}
${elements.map(attributesOf).join('\n')}
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${tagMembers(elements, '    ')}  }
}
`;
}

function attributesOf(element: ElementTypes): string {
  const { className, summary, properties, attributes } = element;
  const members = [
    ...properties,
    ...attributes.map(({ isBoolean, ...named }) => ({
      ...named,
      type: `${isBoolean ? "true | ''" : 'string'} | null`,
    })),
    ...listeners(
      element,
      (event) => `on${event}`,
      (listener) => `${listener} | null`,
    ),
    ...listeners(
      element,
      (event) => `on:${event}`,
      (listener) => `${listener} | null`,
    ),
  ];
  return exportInterface(`${className}Attributes extends HTMLAttributes<${className}>`, members, summary);
}
