import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * @typedef {{ name: string, fieldName?: string, type?: { text: string }, parsedType?: { text: string } }} Attribute
 * @typedef {{ name: string, tagName?: string, attributes?: Attribute[] }} Declaration
 * @typedef {{ modules: { declarations?: Declaration[] }[] }} Manifest
 * @typedef {{ customElementsManifest: Manifest }} PackageLinkPhase
 * @typedef {{ name: string, valueSet?: string }} HtmlAttribute
 * @typedef {string | { name: string, module: string }} WebType
 * @typedef {{ type?: WebType | WebType[] | undefined }} Typed
 */

/** The module that every class and type is imported from. */
const MODULE = 'rtc-elements';

/**
 * Adds to each attribute what its text can be, as `parsedType`. The editors' plugins take the parts of a union for values
 * of the attribute, the name of another type or a function, too.
 *
 * @param {Readonly<Record<string, readonly string[]>>} unions - Texts that a type stands for, by the name of the type.
 */
export function parseAttributeTypes(unions) {
  return {
    name: 'parse-attribute-types',
    /** @param {PackageLinkPhase} phase */
    packageLinkPhase({ customElementsManifest }) {
      for (const attribute of declarationsOf(customElementsManifest).flatMap(
        ({ attributes = [] }) => attributes,
      )) {
        const { type } = attribute;
        if (type === undefined) continue;
        const values = unions[type.text]?.map((value) => `'${value}'`);
        attribute.parsedType = { text: (values ?? unionOf(type.text).filter(isText)).join(' | ') };
      }
    },
  };
}

/**
 * Tells VS Code which attributes have no value, so that it completes `autojoin` and not `autojoin=""`.
 *
 * @param {string} file
 */
export function markBooleanAttributes(file) {
  return {
    name: 'mark-boolean-attributes',
    /** @param {PackageLinkPhase} phase */
    packageLinkPhase({ customElementsManifest }) {
      const declarations = declarationsOf(customElementsManifest);
      edit(file, (/** @type {{ tags: { name: string, attributes: HtmlAttribute[] }[] }} */ data) => {
        for (const tag of data.tags) {
          const { attributes = [] } = declarations.find(({ tagName }) => tagName === tag.name) ?? {};
          for (const attribute of tag.attributes) {
            const { type } = attributes.find(({ name }) => name === attribute.name) ?? {};
            if (type?.text === 'boolean') attribute.valueSet = 'v';
          }
        }
      });
    },
  };
}

/**
 * Makes references of what web-types.json only names: the class of each element, the classes of events, the types of
 * properties. Takes out the addresses of documentation, which are empty.
 *
 * @param {string} file
 */
export function addReferences(file) {
  return {
    name: 'add-references',
    /** @param {PackageLinkPhase} phase */
    packageLinkPhase({ customElementsManifest }) {
      const declarations = declarationsOf(customElementsManifest);
      edit(file, (/** @type {WebTypes} */ { contributions }) => {
        for (const element of contributions.html.elements) {
          delete element['doc-url'];
          const declaration = declarations.find(({ tagName }) => tagName === element.name);
          if (declaration) element.source = { module: MODULE, symbol: declaration.name };
          for (const typed of [...element.events, ...element.js.events, ...element.js.properties]) {
            if (typeof typed.type !== 'string') continue;
            const types = unionOf(typed.type).map(reference);
            typed.type = types.length > 1 ? types : types[0];
          }
        }
      });
    },
  };
}

/**
 * @typedef {{ name: string, 'doc-url'?: string, source?: { module: string, symbol: string }, events: Typed[],
 *   js: { events: Typed[], properties: Typed[] } }} WebTypesElement
 * @typedef {{ contributions: { html: { elements: WebTypesElement[] } } }} WebTypes
 */

/**
 * A name of ours becomes a reference, or an import where it is only a part of the type. Names of TypeScript
 * and of the DOM stay as they are.
 *
 * @returns {WebType}
 */
function reference(/** @type {string} */ type) {
  if (/^[A-Z]\w*$/.test(type) && !isGlobal(type)) return { name: type, module: MODULE };
  return type.replace(/\b[A-Z]\w*/g, (name) => (isGlobal(name) ? name : `import('${MODULE}').${name}`));
}

const isGlobal = (/** @type {string} */ name) => /^(RTC|Promise$)/.test(name);

/** Whether an attribute can hold it. */
const isText = (/** @type {string} */ type) => /^('[^']*'|string|number|boolean)$/.test(type);

/** @returns {string[]} The members of a union, or the one type. */
function unionOf(/** @type {string} */ text) {
  const source = ts.createSourceFile('type.ts', `type T = ${text}`, ts.ScriptTarget.Latest, true);
  const [statement] = source.statements;
  if (!statement || !ts.isTypeAliasDeclaration(statement)) throw new Error(`"${text}" is no type`);
  const { type } = statement;
  return ts.isUnionTypeNode(type) ? type.types.map((member) => member.getText()) : [text];
}

const declarationsOf = (/** @type {Manifest} */ { modules }) =>
  modules.flatMap(({ declarations = [] }) => declarations);

/**
 * @template Content
 * @param {string} file
 * @param {(content: Content) => void} change
 */
function edit(file, change) {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  change(content);
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}
