import type { Declaration } from '../../docs/manifest.js';

/** A name with its documentation, and its type as TypeScript. */
export interface TypedName {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

export interface Property extends TypedName {
  /** Name of the attribute that sets it, if there is one. */
  readonly attribute: string | undefined;
}

/** An attribute whose name is not that of its property, such as `no-camera`. */
export interface OwnAttribute {
  readonly name: string;
  /** Its presence means true. The value of every other attribute is a string. */
  readonly isBoolean: boolean;
  readonly description: string;
}

/** The parts of an element that a template can set or listen to. */
export interface ElementTypes {
  readonly tag: string;
  readonly className: string;
  readonly summary: string;
  readonly properties: readonly Property[];
  readonly attributes: readonly OwnAttribute[];
  /** The type of each is the name of its class. */
  readonly events: readonly TypedName[];
}

/** The elements among the classes of the manifest. */
export function elementTypes(declarations: readonly Declaration[]): ElementTypes[] {
  return declarations.flatMap((declaration) => {
    const { tagName: tag, name: className, summary = '', members = [] } = declaration;
    if (tag === undefined) return [];
    const properties = members
      .filter(({ kind, readonly, static: isStatic }) => kind === 'field' && !readonly && !isStatic)
      .map(({ name, description = '', attribute }) => ({
        ...{ name, description, attribute },
        type: `${className}['${name}']`,
      }));
    const attributes = (declaration.attributes ?? [])
      // An attribute of the same name needs no words of its own: frameworks set the property.
      .filter(({ name, fieldName = name }) => name !== fieldName)
      .map(({ name, description = '', type }) => ({
        name,
        description,
        isBoolean: type?.text === 'boolean',
      }));
    const events = (declaration.events ?? []).map(({ name, description = '', type }) => {
      if (type === undefined) throw new Error(`${tag} does not tell the class of ${name}`);
      return { name, description, type: type.text };
    });
    return [{ tag, className, summary, properties, attributes, events }];
  });
}

/** The custom properties of all elements, each once. */
export function customProperties(declarations: readonly Declaration[]): TypedName[] {
  const all = declarations.flatMap(({ cssProperties = [] }) => cssProperties);
  const byName = new Map(all.map(({ name, description = '' }) => [name, description]));
  return [...byName].map(([name, description]) => ({ name, description, type: 'string | number' }));
}
