type Decorator = (
  target: object,
  name: string,
  descriptor?: PropertyDescriptor,
) => PropertyDescriptor | undefined;

/**
 * Applies TypeScript's decorators of Lit in the bundles: the usual helper without the parts that are for
 * classes, for parameters and for `reflect-metadata`, which nothing here uses.
 *
 * @param accessor - `null` for an accessor, whose descriptor the decorators get.
 */
export default function decorate(
  decorators: readonly Decorator[],
  target: object,
  name: string,
  accessor: unknown,
): void {
  let descriptor = accessor === null ? Object.getOwnPropertyDescriptor(target, name) : undefined;
  for (const one of decorators) descriptor = one(target, name, descriptor) ?? descriptor;
  if (descriptor) Object.defineProperty(target, name, descriptor);
}
