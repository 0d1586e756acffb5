import { readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{ name: string, default?: string, optional?: boolean, type?: { text: string } }} Parameter
 * @typedef {{ kind: string, name: string, privacy?: string, readonly?: boolean, type?: { text: string }, parameters?: Parameter[] }} Member
 * @typedef {{ name?: string, description?: string }} NamedEvent
 * @typedef {{ name: string, members?: Member[], events?: NamedEvent[] }} Declaration
 * @typedef {{ modules: { declarations?: Declaration[] }[] }} Manifest
 * @typedef {{ ts: typeof import('typescript'), node: import('typescript').Node, moduleDoc: { declarations?: Declaration[] } }} AnalyzePhase
 */

/** Gives each class of events its `type`. The analyzer does not read it, since it stands in the constructor. */
export function nameEvents() {
  return {
    name: 'name-events',
    /** @param {AnalyzePhase} phase */
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      const text = node.members.find(ts.isConstructorDeclaration)?.getText() ?? '';
      const [, type] = /\bsuper\('(rtc-[a-z-]+)'/.exec(text) ?? [];
      if (type === undefined) return;
      const declaration = moduleDoc.declarations?.find(({ name }) => name === node.name?.text);
      declaration?.members?.push({
        kind: 'field',
        name: 'type',
        readonly: true,
        type: { text: `'${type}'` },
      });
    },
  };
}

/** Leaves out what nobody can use from outside, and adds what the analyzer leaves out. */
export function publishOnlyPublicMembers() {
  return {
    name: 'publish-only-public-members',
    /** @param {{ customElementsManifest: Manifest }} phase */
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap(
        ({ declarations = [] }) => declarations,
      )) {
        const { members, events } = declaration;
        if (members) declaration.members = members.filter(({ privacy = 'public' }) => privacy === 'public');
        // For `dispatchEvent(new RtcMessageEvent(from, data))` the analyzer takes `from` for the name of an event.
        if (events) declaration.events = events.filter(({ description }) => description !== undefined);
        for (const parameter of declaration.members?.flatMap(({ parameters = [] }) => parameters) ?? []) {
          completeParameter(parameter);
        }
      }
    },
  };
}

/**
 * A parameter with a default need not be given, and has the type of the default.
 *
 * @param {Parameter} parameter
 */
function completeParameter(parameter) {
  if (parameter.default === undefined) return;
  parameter.optional = true;
  if (/^(true|false)$/.test(parameter.default)) parameter.type ??= { text: 'boolean' };
}

/** Points to what the package holds, `dist/src/x.js` and not `src/x.ts`. */
export function pointToPublishedModules() {
  return {
    name: 'point-to-published-modules',
    /** @param {{ customElementsManifest: object }} phase */
    packageLinkPhase({ customElementsManifest }) {
      rewritePaths(customElementsManifest);
    },
  };
}

/** @param {object} node */
function rewritePaths(node) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) rewritePaths(value);
    else if ((key === 'path' || key === 'module') && /^\/?src\/.*\.ts$/.test(value)) {
      Object.assign(node, { [key]: value.replace(/^\/?src\/(.*)\.ts$/, 'dist/src/$1.js') });
    }
  }
}

/**
 * Takes `default: undefined` out of what editors show: the plugins for them print it where there is no default.
 *
 * @param {readonly string[]} files
 */
export function omitMissingDefaults(files) {
  return {
    name: 'omit-missing-defaults',
    packageLinkPhase() {
      for (const file of files) {
        const text = readFileSync(file, 'utf8');
        writeFileSync(file, text.replaceAll(' _(default: undefined)_', ''));
      }
    },
  };
}
