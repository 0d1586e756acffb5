import type { ElementTypes } from './element-types.js';
import { LISTENER, exportInterface, importElements, listeners, tagMembers } from './typescript.js';

/**
 * `rtc-elements/solid`. Solid writes constant values into its HTML, as attributes, and sets properties to others: `noCamera`
 * for `no-camera`, but `nocamera` for `noCamera`. So a name without `prop:` before it must be that of an attribute.
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
    ...properties.flatMap((property) => {
      const explicit = { ...property, name: `prop:${property.name}` };
      return property.attribute === undefined
        ? explicit
        : [{ ...property, name: property.attribute }, explicit];
    }),
    ...attributes.map(({ name, description, isBoolean }) =>
      isBoolean
        ? { name: `bool:${name}`, type: 'boolean', description }
        : { name: `attr:${name}`, type: 'string', description },
    ),
    ...listeners(element, (event) => `on:${event}`),
  ];
  return exportInterface(`${className}Attributes extends JSX.HTMLAttributes<${className}>`, members, summary);
}
