import type { ElementTypes } from './element-types.js';
import { LISTENER, exportInterface, importElements, listeners, tagMembers } from './typescript.js';

/** `rtc-elements/preact`. Preact sets and listens as React does; its values may also be signals. */
export function preactTypes(elements: readonly ElementTypes[]): string {
  return `import type { HTMLAttributes, Signalish } from 'preact';
${importElements(elements)}
${LISTENER}
${elements.map(attributesOf).join('\n')}
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
${tagMembers(elements, '      ')}    }
  }
}
`;
}

function attributesOf(element: ElementTypes): string {
  const { className, summary, properties, attributes } = element;
  const values = [
    ...properties,
    ...attributes.map(({ isBoolean, ...named }) => ({ ...named, type: isBoolean ? 'boolean' : 'string' })),
  ];
  const members = [
    ...values.map((value) => ({ ...value, type: `Signalish<${value.type} | undefined>` })),
    ...listeners(element, (event) => `on${event}`),
  ];
  return exportInterface(`${className}Attributes extends HTMLAttributes<${className}>`, members, summary);
}
