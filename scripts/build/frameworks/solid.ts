import type { ElementTypes } from './element-types.js';
import { LISTENER, exportInterface, importElements, listeners, tagMembers } from './typescript.js';

/**
 * `rtc-elements/solid`. Solid sets properties of custom elements, by their names or with `prop:` before them; `attr:` and
 * `bool:` set attributes, and `on:` listens.
 */
export function solidTypes(elements: readonly ElementTypes[]): string {
  return `import type { JSX } from 'solid-js';
${importElements(elements)}
${LISTENER}
${elements.map(attributesOf).join('\n')}
declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
${tagMembers(elements, '      ')}    }
  }
}
`;
}

function attributesOf(element: ElementTypes): string {
  const { className, summary, properties, attributes } = element;
  const members = [
    ...properties.flatMap((property) => [property, { ...property, name: `prop:${property.name}` }]),
    ...attributes.flatMap(({ isBoolean, ...named }) => [
      { ...named, type: isBoolean ? 'boolean' : 'string' },
      isBoolean
        ? { ...named, name: `bool:${named.name}`, type: 'boolean' }
        : { ...named, name: `attr:${named.name}`, type: 'string' },
    ]),
    ...listeners(element, (event) => `on:${event}`),
  ];
  return exportInterface(`${className}Attributes extends JSX.HTMLAttributes<${className}>`, members, summary);
}
