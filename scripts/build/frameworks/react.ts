import type { ElementTypes, TypedName } from './element-types.js';
import { LISTENER, exportInterface, importElements, listeners, tagMembers } from './typescript.js';

/**
 * `rtc-elements/react`. React 19 sets a property where the element has one, else an attribute, which it removes for
 * `false`; it listens to `rtc-error` for `onrtc-error`.
 */
export function reactTypes(elements: readonly ElementTypes[], styles: readonly TypedName[]): string {
  return `import type * as React from 'react';
${importElements(elements)}
${LISTENER}
${exportInterface('RtcStyle extends React.CSSProperties', styles, 'Styles, with the custom properties of the elements.')}
interface HtmlAttributes<Element extends HTMLElement> extends React.HTMLAttributes<Element>, React.RefAttributes<Element> {
  style?: RtcStyle | undefined;
}

${elements.map(attributesOf).join('\n')}
declare module 'react' {
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
    ...properties,
    ...attributes.map(({ isBoolean, ...named }) => ({ ...named, type: isBoolean ? 'boolean' : 'string' })),
    ...listeners(element, (event) => `on${event}`),
  ];
  return exportInterface(`${className}Attributes extends HtmlAttributes<${className}>`, members, summary);
}
