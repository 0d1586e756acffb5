import type { ElementTypes, TypedName } from './element-types.js';
import { LISTENER, exportInterface, importElements, listeners } from './typescript.js';

/**
 * `rtc-elements/vue`. The checker of Vue's templates takes `:no-camera` and `:noCamera` for the same property, and
 * `@rtc-error` for `onRtcError`.
 */
export function vueTypes(elements: readonly ElementTypes[]): string {
  const components = elements.map(
    ({ tag, className }) => `    '${tag}': Component<${className}, ${className}Attributes>;\n`,
  );
  return `import type { HTMLAttributes, PublicProps } from 'vue';
${importElements(elements)}
${LISTENER}
/** An element as Vue's templates see components. Only the members of \`Element\` are there when the page runs. */
type Component<Element extends HTMLElement, Attributes> = new () => Element & {
  /** @deprecated For the checker of templates only. */
  readonly $props: Attributes & PublicProps;
  /** @deprecated For the checker of templates only. */
  readonly $slots: { default?(): unknown };
};

${elements.map(attributesOf).join('\n')}
declare module 'vue' {
  interface GlobalComponents {
${components.join('')}  }
}
`;
}

/** Vue leaves it out of `HTMLAttributes`. */
const SLOT: TypedName = { name: 'slot', type: 'string', description: '' };

function attributesOf(element: ElementTypes): string {
  const { className, summary, properties } = element;
  const members = [SLOT, ...properties, ...listeners(element, handlerName)];
  return exportInterface(`${className}Attributes extends HTMLAttributes`, members, summary);
}

/** `onRtcStateChange` for `rtc-state-change`. */
function handlerName(event: string): string {
  return `on${event.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
}
